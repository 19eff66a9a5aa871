"""Calls beside one another: concurrent.futures."""
