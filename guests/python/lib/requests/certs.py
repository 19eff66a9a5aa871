"""Certificates that are trusted: the host has them."""

from certifi import where

__all__ = ['where']
