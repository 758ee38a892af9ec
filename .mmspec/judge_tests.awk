# Reads the JUnit file that CTest writes: how many tests passed, failed and were skipped, and, unless
# only_counts is set, what the failed ones wrote and why the skipped ones were.

function plain(text) {
    gsub(/&lt;/, "<", text)
    gsub(/&gt;/, ">", text)
    gsub(/&quot;/, "\"", text)
    gsub(/&apos;/, "'", text)
    gsub(/&amp;/, "\\&", text)
    return text
}

function attribute(line, name) {
    if (!match(line, " " name "=\"[^\"]*\"")) return ""
    return plain(substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4))
}

function keep(text) {
    if (text != "") output[++lines] = plain(text)
}

# A test says its reason after 'not run:' or, with GoogleTest, on the line after 'Skipped'.
function reason(    i) {
    for (i = 1; i <= lines; i++) {
        if (output[i] ~ /not run: /) return substr(output[i], index(output[i], "not run: ") + 9)
        if (output[i] ~ /: Skipped$/ && i < lines) return output[i + 1]
    }
    return lines ? output[lines] : "it gives no reason"
}

/<testcase / {
    name = attribute($0, "name")
    status = attribute($0, "status")
    message = ""
    lines = 0
}

/<skipped / { message = attribute($0, "message") }

/<system-out>/ {
    inside = 1
    sub(/^.*<system-out>/, "")
}

inside {
    line = $0
    if (sub(/<\/system-out>.*/, "", line)) inside = 0
    keep(line)
}

/<\/testcase>/ {
    # CTest also calls a test 'notrun' whose program is missing: only a stated skip is one.
    if (status == "run") {
        passed++
    } else if (status == "disabled" || (status == "notrun" && message ~ /^SKIP_/)) {
        skipped++
        if (!only_counts) print "skipped: " name ": " (status == "disabled" ? "disabled" : reason())
    } else {
        failed++
        if (!only_counts) {
            print "failed: " name
            for (i = lines > 15 ? lines - 14 : 1; i <= lines; i++) print "  | " output[i]
        }
    }
}

END { if (only_counts) print passed + 0, failed + 0, skipped + 0 }
