"""One public method per thing that a person does."""
