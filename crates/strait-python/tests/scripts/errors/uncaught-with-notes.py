def check(record):
    try:
        return 1 / record["n"]
    except (KeyError, ZeroDivisionError) as error:
        error.add_note(f"while checking {record}")
        error.add_note("two\nlines")
        raise


try:
    check({})
except KeyError as error:
    print(error.__notes__)
check({"n": 0})
