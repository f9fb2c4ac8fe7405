"""The governance report: facts first, then one file for each way of showing them."""
