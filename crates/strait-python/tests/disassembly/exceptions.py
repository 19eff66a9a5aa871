def careful(path):
    try:
        value = read(path)
    except (KeyError, ValueError) as error:
        return str(error)
    else:
        return value
    finally:
        close(path)
