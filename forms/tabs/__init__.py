"""The tabs that the pipeline keeps in workbooks: which columns they have, and what is to change in them."""
