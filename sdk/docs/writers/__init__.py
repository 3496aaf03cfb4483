"""What the generated reference is made of, one module a part."""
