"""Forms for procedures and answers: written by clerks, without a word of YAML."""
