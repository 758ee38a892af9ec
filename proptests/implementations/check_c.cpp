#include "implementations/c_mm.hpp"
#include "properties/conformance.hpp"

int main(int count, char** values) {
    return mm::proptests::check_conformance<mm::proptests::CMm>(count, values);
}
