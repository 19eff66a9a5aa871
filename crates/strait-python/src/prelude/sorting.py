# Sorting, and the least and the greatest by a key.


def _sorted(iterable, keywords):
    items = list(iterable)
    items.sort(**keywords)
    return items


def _list_sort(target, *, key=None, reverse=False):
    values = list(target)
    content = _payload(target)
    # While it is sorted the list looks empty, and must stay so.
    _clear(content)
    try:
        done = _sort_values(values, key, reverse)
    except BaseException:
        _replace_items(content, values)
        raise
    changed = len(content) > 0
    _replace_items(content, done)
    if changed:
        raise ValueError('list modified during sort')


def _sort_values(values, key, reverse):
    keys = values if key is None else [key(value) for value in values]
    done = _sorted_leaf(keys, values, reverse)
    if done is None:
        done = _merge_sort([(keys[place], values[place]) for place in range(len(values))], bool(reverse))
    return done


def _merge_sort(pairs, reverse):
    def sort(pairs):
        if len(pairs) < 2:
            return pairs
        middle = len(pairs) // 2
        left, right = sort(pairs[:middle]), sort(pairs[middle:])
        merged = []
        from_left = from_right = 0
        while from_left < len(left) and from_right < len(right):
            one, other = left[from_left], right[from_right]
            if (one[0] < other[0]) if reverse else (other[0] < one[0]):
                _append(merged, other)
                from_right += 1
            else:
                _append(merged, one)
                from_left += 1
        return merged + left[from_left:] + right[from_right:]
    return [value for _, value in sort(pairs)]


def _extreme(name, args, keywords, greatest):
    key, default = keywords.pop('key', None), keywords.pop('default', _drain)
    for unknown in keywords:
        raise TypeError(f"'{unknown}' is an invalid keyword argument for {name}()")
    if not args:
        raise TypeError(f'{name} expected at least 1 argument, got 0')
    if len(args) > 1:
        if default is not _drain:
            raise TypeError(f'Cannot specify a default for {name}() with multiple positional arguments')
        items = args
    else:
        items = args[0]
    found = False
    for item in items:
        item_key = item if key is None else key(item)
        if not found:
            best, best_key, found = item, item_key, True
        elif (item_key > best_key) if greatest else (item_key < best_key):
            best, best_key = item, item_key
    if found:
        return best
    if default is _drain:
        raise ValueError(f'{name}() iterable argument is empty')
    return default
