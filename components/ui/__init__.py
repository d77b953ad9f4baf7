"""The only code that knows Streamlit, besides pages/ and server/."""
