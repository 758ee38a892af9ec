# What mmspec-explore says to words that do not go together, and to files and programs that are none.
include(${CMAKE_CURRENT_LIST_DIR}/../../../fuzz/tests/expect.cmake)

expect(0 "usage: .*--sample N" ${EXPLORE} --help)
expect(2 "--frob: unknown.*usage:" ${EXPLORE} --frob)
expect(2 "--save: unknown, or its value is missing" ${EXPLORE} --save)
expect(2 "--threads: takes a number from 1 to 4, not '5'" ${EXPLORE} --threads 5)
expect(2 "--seed: takes a number from 0 to [0-9]+, not '-1'" ${EXPLORE} --seed -1)
expect(2 "--through: through raw, arefs or own, not 'none'" ${EXPLORE} --through none)
expect(2 "--litmus: does not go with --orders" ${EXPLORE} --litmus --orders)
expect(2 "--replay: does not go with --orders" ${EXPLORE} --replay x --orders)
expect(2 "--replay: does not go with --litmus" ${EXPLORE} --litmus --replay x)
expect(2 "--distribution: does not go with --orders" ${EXPLORE} --orders --distribution)
expect(2 "--through: does not go with --orders" ${EXPLORE} --orders --through raw)
expect(2 "--each: does not go with --litmus" ${EXPLORE} --litmus --each 1)
expect(2 "--operations: does not go with --sample" ${EXPLORE} --sample 1 --operations 4)
expect(2 "--seed: does not go with all programs of the bound" ${EXPLORE} --seed 1)
expect(2 "--each: of a sample at most 5" ${EXPLORE} --sample 1 --each 6)
expect(2 "--through: does not go with a PROGRAM" ${EXPLORE} --through raw "1u0g mmput")
expect(2 "'1u0g mmput': no PROGRAM goes with --orders" ${EXPLORE} --orders "1u0g mmput")

expect(2 "'mmfree' is none of the operations of a client" ${EXPLORE} "1u0g mmfree")
expect(2 "'mmdrop': thread 1 has no reference there" ${EXPLORE} "1u0g mmdrop")
set(many "1u0g")
foreach(pair RANGE 29)
  string(APPEND many " mmget mmput")
endforeach()
expect(2 "^not explorable: 1u0g mmget .*too many events .at most 128 events.; give it fewer operations\n$"
  ${EXPLORE} "${many}")

expect(2 "nowhere: cannot be read: check the name" ${EXPLORE} --replay nowhere)
expect(2 "--step: the steps are those of --replay FILE; give it one" ${EXPLORE} --step)
expect(2 "--step: the steps are those of --replay FILE" ${EXPLORE} --step --orders)
foreach(schedule IN ITEMS "x y" "0 -1" "1.5" "99999999999999999999999")
  file(WRITE ${FOLDER}/bad.mmtrace "# program: 1u0g mmput | 0u1g mmdrop\n# schedule: ${schedule}\n")
  expect(2 "bad.mmtrace: '[^ ]+' in the line '# schedule: ...' is no number of a way" ${EXPLORE}
    --replay bad.mmtrace)
endforeach()
file(WRITE ${FOLDER}/many.mmtrace "# program: ${many}\n# schedule:\n")
expect(2 "^not explorable: .*fewer operations" ${EXPLORE} --replay many.mmtrace)

# An order that nothing breaks within the bound is reported; one that breaks something is shown with
# the execution.
expect(1 "drop: load, relaxed instead of acquire\nnothing breaks within the bound, in [0-9]+ executions\n"
  ${EXPLORE} --orders --operations 1)
foreach(text IN ITEMS "\\| none \\|" "broken: Visibility.free: .*1u0g mmput_async\n.*<<< here.*\\| File ")
  if(NOT output MATCHES "${text}")
    message(FATAL_ERROR "--orders does not print '${text}', but:\n${output}")
  endif()
endforeach()

# The table is renewed where it stands, and nothing else of the page.
expect(2 "--renew: does not go with all programs of the bound" ${EXPLORE} --renew x)
expect(2 "--renew: a page tells of the default bound" ${EXPLORE} --orders --renew x --threads 2)
expect(2 "nowhere: cannot be read" ${EXPLORE} --orders --renew nowhere)
file(WRITE ${FOLDER}/page.md "no table\n")
expect(2 "page.md: has no table of memory orders" ${EXPLORE} --orders --renew page.md)
file(READ ${PAGE} page)
string(REPLACE "acquire | relaxed | 1u0g mmput_async" "acquire | relaxed | 1u0g mmput" outdated "${page}")
file(WRITE ${FOLDER}/page.md "${outdated}")
expect(0 "page.md: renewed\n$" ${EXPLORE} --orders --renew page.md)
file(READ ${FOLDER}/page.md renewed)
if(outdated STREQUAL page OR NOT renewed STREQUAL page)
  message(FATAL_ERROR "--renew makes of ${PAGE}, some rows changed:\n${renewed}")
endif()
expect(0 "page.md: up to date\n$" ${EXPLORE} --orders --renew page.md)

# Single threads show no race: most of the orders take long.
expect(130 "interrupted; what was shown holds" timeout --preserve-status -s INT 1
  ${EXPLORE} --orders --threads 1 --each 6 --operations 6)

# Too small a bound is not judged by what it comes across.
expect(0 "all are right\nsituation .*Explored.rescue +10 +100\n.*Explored.last_put_against_get +0 +100\n"
  ${EXPLORE} --operations 2 --distribution)

# As many programs as were asked for, and the same for the same seed.
set(drawn "^3 programs, [0-9]+ executions, [0-9]+ that wait for ever")
expect(0 "${drawn}, in .* s .[0-9]+ a second.; drawn with seed 2 from those of 2 threads, up to 3 operations each: all are right\n$"
  ${EXPLORE} --sample 3 --seed 2 --threads 2 --each 3)
string(REGEX MATCH "${drawn}" first "${output}")
expect(0 "${first}" ${EXPLORE} --sample 3 --seed 2 --threads 2 --each 3)
