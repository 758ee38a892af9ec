#include "implementations/shared_ptr_mm.hpp"
#include "properties/conformance.hpp"

int main(int count, char** values) {
    return mm::proptests::check_conformance<mm::proptests::SharedPtrMm>(count, values);
}
