// The addresses at which there is, or was, an mm.
#pragma once

#include <cstdint>
#include <vector>

#include "mm/contracts/place.hpp"
#include "mm/contracts/subject.hpp"

namespace mm::contracts {

/// The record for `object`, or null if no mm was ever made there. Does not follow the pointer.
///
/// *Requires*: nothing: any value is a valid question (Owned.alive).
/// *Errors*: recognises a stale pointer until a new mm is made at the same address, which the
/// quarantine delays; a look-up that overlaps the free of that mm may answer either way.
/// *Complexity*: a few probes; no lock. The registry is never destroyed and its records are never
/// unmapped, so that it answers until the process ends.
[[nodiscard]] Subject* find_subject(const void* object) noexcept;

/// The record for what was just made at `object`, with its creator's raw references.
/// *Errors*: std::bad_alloc if the registry cannot grow.
Subject& enroll(const void* object, std::uint32_t raw_users, std::uint32_t raw_grabs, Place place,
                TypeName type = mm_struct_type);

/// Takes an enrolment back before anybody knows of the object, whose maker then destroys it.
void withdraw(Subject& subject, Place place) noexcept;

/// The records of all mms that were ever made, in no order.
[[nodiscard]] std::vector<const Subject*> all_subjects();

}  // namespace mm::contracts
