"""What the ports are outside: workbooks, ledger, mail, rendering; one door for each library."""
