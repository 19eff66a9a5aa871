name = 'common'
