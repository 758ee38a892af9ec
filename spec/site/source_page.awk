# Shows a source as a page of the site. Usage: awk -v file=PATH -v up=TO_ROOT -f source_page.awk PATH

function escaped(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    return text
}
BEGIN {
    print "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
    print "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    print "<title>" escaped(file) "</title>"
    print "<link rel=\"stylesheet\" href=\"" up "spec/site/source.css\">"
    print "<link rel=\"icon\" href=\"" up "assets/images/favicon.png\"></head><body>"
    print "<p><a href=\"" up "index.html\">mmspec</a> / " escaped(file) "</p>\n<pre>"
}
{ printf "<span id=\"L%d\">%s\n</span>", FNR, escaped($0) }
END { print "</pre></body></html>" }
