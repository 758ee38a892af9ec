# Holds what llvm-cov shows of the library and its contracts, with counts of lines and branches, to the
# list of what the kept corpora need not reach (the file `exceptions`, which is read first: an entry is
# `FILE: TEXT`, or `sometimes FILE: TEXT` for what may be reached). Prints what is missed without being
# listed as often as lines with its text are, and what is listed without being missed, or stands nowhere;
# then how many branches are reached. Ends with 1 if it printed anything of the former, or if the branches
# are too few.

function is_ours(file) { return file ~ /^(lib\/(include|src)|contracts\/(include|src))\// }

function trimmed(text) {
    gsub(/^[ \t]+|[ \t]+$/, "", text)
    return text
}

# Listed by its text, or with all of its file. An entry is for one line.
function is_listed(text, number) {
    if ((file SUBSEP "*") in listed) {
        used[file, "*"] = 1
        return 1
    }
    if (!((file SUBSEP text) in listed)) return 0
    if (!((file SUBSEP number) in excused)) {
        excused[file, number] = 1
        used[file, text]++
    }
    return used[file, text] <= listed[file, text]
}

function complain(text) {
    print text
    wrong++
}

# A block of missed lines counts by its first one. Branches of a line that is reached come after it.
function see_line(number, count, text) {
    if (count == "0") {
        if (!in_block) block_is_listed = is_listed(text, number)
        if (!in_block && !block_is_listed) complain("missed: " file ":" number ": " text)
        in_block = 1
    } else {
        in_block = 0
        if (count != "") reached_lines[file]++
    }
}

function see_branch(place, yes, no, text) {
    if (!((file SUBSEP place) in known)) {
        known[file, place] = ++branches
        branch_name[branches] = file ":" place ": " text
        branch_text[branches] = text
        branch_file[branches] = file
        branch_line[branches] = place + 0
        in_listed_block[branches] = in_block
    }
    if (yes != "0") taken[known[file, place]] = 1
    if (no != "0") not_taken[known[file, place]] = 1
}

FILENAME == exceptions {
    moment = sub(/^sometimes /, "")
    if ($0 !~ /^[^ ]+\/[^ ]+: /) next
    at = index($0, ": ")
    name = substr($0, 1, at - 1) SUBSEP trimmed(substr($0, at + 2))
    listed[name]++
    if (moment) may_be_reached[name] = 1
    next
}

/^\/.*:$/ {
    file = substr($0, 1, length($0) - 1)
    match(file, /\/(lib|contracts)\/(include|src)\//)
    file = substr(file, RSTART + 1)
    in_block = 0
    next
}

!is_ours(file) { next }

/^ *[0-9]+\| *[^|]*\|/ {
    split($0, part, "|")
    text = trimmed(substr($0, length(part[1]) + length(part[2]) + 3))
    count = trimmed(part[2])
    line_text[part[1] + 0] = text
    seen[file, text] = seen[file, "*"] = 1
    # Of a line that the compiler knows nothing of, nothing is missed.
    if (count != "") see_line(part[1] + 0, count, text)
}

/^ *\| *Branch \(.*\[True: / {
    match($0, /\([0-9]+:[0-9]+\)/)
    place = substr($0, RSTART + 1, RLENGTH - 2)
    match($0, /True: [^,]+/)
    yes = substr($0, RSTART + 6, RLENGTH - 6)
    match($0, /False: [^]]+/)
    no = substr($0, RSTART + 7, RLENGTH - 7)
    see_branch(place, yes, no, line_text[place + 0])
}

END {
    for (number = 1; number <= branches; number++) {
        sides = (number in taken) + (number in not_taken)
        if (in_listed_block[number]) continue
        file = branch_file[number]
        if (sides != 2 && is_listed(branch_text[number], branch_line[number])) continue
        all += 2
        reached += sides
        if (sides != 2) open_ones = open_ones "\n  " branch_name[number]
    }
    for (entry in listed) {
        split(entry, part, SUBSEP)
        if (part[2] == "*" && reached_lines[part[1]]) delete used[entry]
        if (!(entry in seen)) complain("stands nowhere: " part[1] ": " part[2])
        else if (used[entry] < listed[entry] && !(entry in may_be_reached)) complain("reached after all: " part[1] ": " part[2])
    }
    share = all ? 100 * reached / all : 100
    printf "%.1f %% of %d branches are reached, beside those that need not be", share, all
    print share < 95 ? "; 95 % must be. Missed:" open_ones : ""
    exit wrong || share < 95
}
