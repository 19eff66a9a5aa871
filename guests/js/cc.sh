#!/bin/sh
# The C compiler of this guest's build, $GUEST_CC, with one repair to QuickJS-ng 0.16.2 before it compiles `quickjs.c`:
# `==` between a flat string and a rope (what long concatenations make) took them for values of different types and said
# false, where `===` compared their text. The engine's crate copies its sources into its own output folder, and that copy
# is what changes here. To be deleted when the engine compares them itself.
set -eu
for argument in "$@"; do
    case "$argument" in
    */quickjs.c)
        found='    } else if (tag1 == tag2) {'
        wanted='    } else if (tag1 == tag2 || (tag_is_string(tag1) \&\& tag_is_string(tag2))) {'
        if [ "$(grep -cxF "$found" "$argument")" != 1 ]; then
            echo "$0: quickjs.c is not the one that this repair was written for" >&2
            exit 1
        fi
        sed -i "s/^$found\$/$wanted/" "$argument"
        ;;
    esac
done
exec "$GUEST_CC" "$@"
