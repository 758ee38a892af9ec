# Prints the words of the text form of operation traces, as a dictionary of libFuzzer:
#     awk -f fuzz/dictionary.awk spec/operations.md spec/clauses.md
/^# Outside/ { outside = 1 }
FNR == 1 { ++files; outside = 0 }
/^## / && !outside { print "\"" $2 "\"" }
END {
    split("T1 T2 T3 T4 a b c d null wild foreign inside g0 u0 q0 users= grabs= before fetch_add fetch_sub " \
          "compare_exchange exchange teardown -> , # users count yes no queued free stopped refused leak",
          words, " ")
    for (number = 1; number in words; number++) print "\" " words[number] "\""
    print "\"\\x0a\""
}
