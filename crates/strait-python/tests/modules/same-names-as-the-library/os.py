mark = 'not found: built in'
