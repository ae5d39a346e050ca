"""Workbooks as .xlsx files: read by python-calamine, changed cell by cell inside the package, all else byte for byte.

A library that loads a workbook and saves it again is slow and drops what it does not know. Here only the XML of the
tabs that differ is changed; charts, pivots, images, macros, comments and everything else that people made is copied
as it lies in the package.
"""
