# shellcheck shell=bash
# The site of the specification: its pages, the API reference, and showing it on this machine.

readonly site=$root/build/site site_parts=$root/build/site.parts

# site_step TITLE LOG COMMAND...: a step whose failure ends the command; the log tells why.
site_step() {
    local title=$1 log=$site_parts/$2 line
    shift 2
    begin_step "$title"
    if run_logged "$log" in_root "$@"; then
        end_step ok "$(shown "$log")"
        return
    fi
    end_step failed "$(shown "$log")"
    grep -iE 'error|warning|nowhere|not found' "$log" | head -n 12 | cut -c 1-160 |
        while IFS= read -r line; do say "| $line"; done
    ! log_tells_full_disk "$log" ||
        stop "$bad_environment" "the disk is full. Make room, then run ./mmspec spec again."
    stop "$failed" "the site was not made: the step '$title' failed. See $(shown "$log")."
}

make_site() {
    mkdir -p -- "$site_parts" || stop "$bad_environment" "$(shown "$site_parts") cannot be made."
    site_step 'pages' pages.log "$root/spec/site/stage" "$site_parts"
    site_step 'API reference' api.log "$root/spec/site/reference" "$site_parts/pages"
    site_step 'site' site.log mkdocs build --config-file "$site_parts/mkdocs.yml" --site-dir "$site"
}

# serve_site: until it is interrupted; on the port 8000 of this machine alone, or on a free one.
serve_site() {
    local port=8000
    ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || port=0
    printf '\nShown on this machine alone; Ctrl-C ends it.\n'
    cd -- "$site" || exit "$bad_environment"
    exec python3 -u -m http.server --bind 127.0.0.1 "$port"
}
