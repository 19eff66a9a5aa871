# exit code 1
def broken(:
    pass
