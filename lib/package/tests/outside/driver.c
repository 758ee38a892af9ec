// A driver in C99: keeps a process's struct, and reaches its address space only while that lives.
#include <mm/mm_struct.h>
#include <stdio.h>
#include <string.h>

static int pages = 3;

static void unmap(void* contents) {
    *(int*)contents = 0;
}

#if MMSPEC_CHECKED
static char report[4096];

static void remember(const struct mmspec_violation* violation) {
    snprintf(report, sizeof report, "%s", violation->report);
}
#endif

int main(void) {
    struct mm_struct* const process = mmspec_alloc(&pages, unmap, 1, 0);
    if (process == NULL || mmspec_contents(process) != &pages) return 1;
    mmgrab(process);
    if (!mmget_not_zero(process)) return 2;
    mmput(process);
    mmput_async(process);
    flush_mmput_async();
    if (pages != 0 || mmget_not_zero(process)) return 3;
#if MMSPEC_CHECKED
    mmspec_set_violation_handler(remember);
    mmput(process);
    if (strstr(report, "Owned.release broken by mmput") == NULL) return 4;
    if (strstr(report, "driver.c:") == NULL) return 5;
    puts("checked, from C");
#else
    puts("plain, from C");
#endif
    mmdrop(process);
    return 0;
}
