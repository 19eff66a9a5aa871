mark = 'own colorsys'
