"""The editors' desk: Django's admin at /desk/, where a text is written, checked, reviewed, published and restored."""
