from .numbers import double

__all__ = ['double', 'late']
