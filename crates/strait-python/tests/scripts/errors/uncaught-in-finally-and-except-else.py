def cleanup(log):
    log.append("cleanup")
    raise OSError("cleanup failed")


def run(log):
    try:
        log.append("try")
    except ValueError:
        log.append("never")
    else:
        raise ValueError("from else")
    finally:
        cleanup(log)


log = []
try:
    run(log)
except OSError as error:
    print(log, repr(error.__context__))
run(log)
