mark = 'deeper in ' + __name__
