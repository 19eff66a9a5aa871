word = 'hello'
