"""The parts of replacement fields, for those who read them as string.Formatter does."""

from string import _formatter_field_name_split as formatter_field_name_split, _formatter_parser as formatter_parser

__all__ = ['formatter_field_name_split', 'formatter_parser']
