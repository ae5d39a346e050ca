"""The forms as our own pages: a web server that keeps what people send, safe before it thanks them."""
