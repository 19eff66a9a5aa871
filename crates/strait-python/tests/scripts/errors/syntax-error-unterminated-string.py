name = "é" + 'it's broken'
