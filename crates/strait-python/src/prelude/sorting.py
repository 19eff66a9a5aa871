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
        keys = values if key is None else [key(value) for value in values]
        _sort_by_keys(keys, values, reverse)
    except BaseException:
        _replace_items(content, values)
        raise
    changed = len(content) > 0
    _replace_items(content, values)
    if changed:
        raise ValueError('list modified during sort')


def _sort_by_keys(keys, values, reverse):
    done = _sorted_leaf(keys, values, reverse)
    if done is not None:
        _replace_items(values, done)
        return
    pairs = [(keys[place], values[place]) for place in range(len(keys))]
    if reverse:
        pairs.reverse()
    try:
        _sort_pairs(pairs)
    finally:
        if reverse:
            pairs.reverse()
        _replace_items(values, [value for _, value in pairs])


# The same comparisons as the native sort makes, in the same order; see builtins/merge_sort.rs.

def _sort_pairs(pairs):
    length = len(pairs)
    least, odd = length, 0
    while least >= 64:
        odd |= least & 1
        least >>= 1
    least += odd
    runs = []
    start = 0
    while start < length:
        run = _natural_run(pairs, start)
        wanted = min(least, length - start)
        if run < wanted:
            for place in range(start + run, start + wanted):
                found = _first_after(pairs, start, place, pairs[place][0])
                pairs.insert(found, pairs.pop(place))
            run = wanted
        if runs:
            power = _merge_power(runs[-1][0], runs[-1][1], run, length)
            while len(runs) > 1 and runs[-2][2] > power:
                _merge_last(pairs, runs)
            runs[-1][2] = power
        _append(runs, [start, run, 0])
        start += run
    while len(runs) > 1:
        _merge_last(pairs, runs)


def _natural_run(pairs, start):
    if len(pairs) - start < 2:
        return len(pairs) - start
    falls = bool(pairs[start + 1][0] < pairs[start][0])
    end = start + 2
    while end < len(pairs) and bool(pairs[end][0] < pairs[end - 1][0]) is falls:
        end += 1
    if falls:
        pairs[start:end] = pairs[start:end][::-1]
    return end - start


def _first_after(pairs, start, end, key):
    while start < end:
        middle = (start + end) // 2
        if key < pairs[middle][0]:
            end = middle
        else:
            start = middle + 1
    return start


def _first_not_less(pairs, start, end, key):
    while start < end:
        middle = (start + end) // 2
        if pairs[middle][0] < key:
            start = middle + 1
        else:
            end = middle
    return start


def _merge_power(start, left, right, length):
    one = 2 * start + left
    other = one + left + right
    power = 0
    while True:
        power += 1
        if one >= length:
            one -= length
            other -= length
        elif other >= length:
            return power
        one *= 2
        other *= 2


def _merge_last(pairs, runs):
    middle, right, _ = runs.pop()
    start, left, _ = runs[-1]
    runs[-1][1] = left + right
    start = _first_after(pairs, start, middle, pairs[middle][0])
    if start == middle:
        return
    end = _first_not_less(pairs, middle, middle + right, pairs[middle - 1][0])
    merged = []
    from_left, from_right = start, middle
    try:
        while from_left < middle and from_right < end:
            if pairs[from_right][0] < pairs[from_left][0]:
                _append(merged, pairs[from_right])
                from_right += 1
            else:
                _append(merged, pairs[from_left])
                from_left += 1
    finally:
        pairs[start:end] = merged + pairs[from_left:middle] + pairs[from_right:end]


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
