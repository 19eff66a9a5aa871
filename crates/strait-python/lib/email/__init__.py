"""Mail: addresses and dates, in email.utils."""
