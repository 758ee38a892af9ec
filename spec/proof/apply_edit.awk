# Applies an edit of broken/ to a file: awk -f apply_edit.awk EDIT FILE
#
# An edit has lines `what: TEXT` and `fails: OBLIGATION`, then one or more parts of this form:
#
#     -- replace
#     LINES
#     -- by
#     LINES
#     -- end
#
# Prints FILE with each part's lines replaced. Exit status 2, and a message, if the lines to replace
# are not in FILE exactly once.

function stop(message) {
    print "apply_edit: " message > "/dev/stderr"
    failed = 1
    exit 2
}

FILENAME == ARGV[1] {
    if ($0 == "-- replace") {
        parts++
        side = "old"
        old[parts] = new[parts] = ""
    } else if ($0 == "-- by") {
        side = "new"
    } else if ($0 == "-- end") {
        side = ""
    } else if (side == "old") {
        old[parts] = old[parts] $0 "\n"
    } else if (side == "new") {
        new[parts] = new[parts] $0 "\n"
    }
    next
}
{
    text = text $0 "\n"
}

END {
    if (failed) {
        exit 2
    }
    if (!parts || side != "") {
        stop(ARGV[1] ": no part, or one without its end")
    }
    for (i = 1; i <= parts; i++) {
        at = index(text, old[i])
        rest = substr(text, at + length(old[i]))
        if (old[i] == "" || !at || index(rest, old[i])) {
            stop(ARGV[1] ": part " i " names lines that are not in the file exactly once")
        }
        text = substr(text, 1, at - 1) new[i] rest
    }
    printf "%s", text
}
