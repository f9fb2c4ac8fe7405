"""What is promised of JSON that commands write, declared once; schemas are made from it."""
