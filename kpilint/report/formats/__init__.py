"""How the report is shown: from facts to a file, one format a module with `render`."""
