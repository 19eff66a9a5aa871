def managed(lock, work):
    with lock as held, work:
        return held
