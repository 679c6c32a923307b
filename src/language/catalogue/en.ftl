## Kinds of values

kind-object = an object
kind-array = a list
kind-string = a text
kind-number = a number
kind-integer = a whole number
kind-boolean = true or false
kind-null = nothing

## Reading a document

finding-document_empty = The document is empty. Write at least one key.
finding-document_too_large = The document is too large: at most { $bytes } bytes and { $values } values are read. Split it.
finding-document_too_deep = Lists and objects are nested too deeply: at most { $limit } levels are read.
finding-key_too_long = A key is too long: at most { $limit } bytes are allowed.
finding-duplicate_key = The key "{ $name }" is written twice; it first stands in line { $first_line }. Keep one of them.
finding-json_syntax = This is not valid JSON: { $wanted } is expected{ $near ->
        [none] { "" }
       *[other] { " " }before "{ $near }"
    }.
finding-yaml_syntax = This is not valid YAML: { $problem }.
finding-yaml_tab = YAML is not indented with tabs. Use spaces.
finding-yaml_many_documents = The file holds several YAML documents (separated by "---"). Put each into a file of its own.
finding-yaml_tag_refused = The YAML tag "{ $tag }" does not fit this value or is not supported. Remove it.
finding-yaml_key_not_text = A key must be a text, not a list or an object.
finding-yaml_alias_unknown = The alias stands inside its own anchor. Write the value out.
finding-number_out_of_range = The number { $value } is beyond what can be kept exactly. Write a smaller one or a text in quotes.

## Checking a document

finding-unknown_field = The key "{ $name }" is unknown here.{ $nearest ->
        [none] { "" }
       *[other] { " " }Did you mean "{ $nearest }"?
    } Allowed: { $allowed }.
finding-key_mismatch = The key "{ $name }" does not have the required form { $pattern }.
finding-missing_field = The key "{ $name }" is missing. Add it.
finding-wrong_type = Needed: { $expected }; found: { $found }.
finding-not_allowed = The value "{ $value }" is not allowed.{ $nearest ->
        [none] { "" }
       *[other] { " " }Did you mean "{ $nearest }"?
    } Allowed: { $allowed }.
finding-below_minimum = The value { $value } is too small: at least { $minimum } is needed.
finding-above_maximum = The value { $value } is too large: at most { $maximum } is allowed.
finding-too_short = The text is too short: { $limit ->
        [one] at least { $limit } character is
       *[other] at least { $limit } characters are
    } needed, it has { $length }.
finding-too_long = The text is too long: { $limit ->
        [one] at most { $limit } character is
       *[other] at most { $limit } characters are
    } allowed, it has { $length }.
finding-too_few = Too few entries: { $limit ->
        [one] at least { $limit } entry is
       *[other] at least { $limit } entries are
    } needed, there are { $length }.
finding-too_many = Too many entries: { $limit ->
        [one] at most { $limit } entry is
       *[other] at most { $limit } entries are
    } allowed, there are { $length }.
finding-pattern_mismatch = The value "{ $value }" does not have the required form { $pattern }.
finding-not_a_multiple = The value { $value } is not a multiple of { $step }. Round it.
finding-duplicate_entries = The list has equal entries. Each may stand in it once.
finding-shape_mismatch = The value has none of the allowed forms: { $allowed }. Found: { $found }.
finding-invalid_value = The value cannot be taken: { $problem }.
finding-more_findings = There are more than { $shown } findings; only the first { $shown } are shown.

problem-title-malformed = The request cannot be read
problem-malformed = The request is not what this address takes; see the errors.
problem-title-unauthenticated = Who are you?
problem-unauthenticated = No valid key came with the request. Send 'Authorization: Bearer KEY' with a key that is neither expired nor revoked.
problem-title-denied = Not allowed
problem-denied = This needs the permission { $permission } on the object; ask an administrator of the organisation.
problem-title-not_found = Not found
problem-not_found = There is no such { $kind }, or you may not see it.
problem-title-method_not_allowed = Method not allowed
problem-method_not_allowed = This address does not take that method.
problem-title-not_acceptable = Not available in that format
problem-not_acceptable = This cannot be given in the format you accept.
problem-title-conflict = Contradicts what is there
problem-conflict = The request contradicts what is stored; see the errors.
problem-title-stale = Somebody was quicker
problem-stale = The revision you change is no longer current (it is { $current }). Read it again and repeat your change.
problem-title-too_large = Too large
problem-too_large = The request is larger than this service takes.
problem-title-invalid = The input is wrong
problem-invalid = { $count } findings; nothing was saved. See the errors.
problem-title-idempotency_key_reused = Idempotency key used before
problem-idempotency_key_reused = This Idempotency-Key was used for another request. Take a new key.
problem-title-precondition_missing = Say which revision you change
problem-precondition_missing = Send If-Match with the entity tag you read.
problem-title-internal = Our fault
problem-internal = Something went wrong on our side. It is in the log under this request id.
problem-title-unavailable = Try again
problem-unavailable = The service is busy or its database does not answer. Try again in a moment.
finding-immutable = What is sealed is never changed: { $what }. Make a new version.
finding-cursor_forged = The cursor is not one this service gave. Begin again without a cursor.
finding-zone_unknown = '{ $value }' is no IANA time zone. Write one such as Asia/Almaty.
finding-reference_unknown = There is no '{ $value }' that you may refer to. Check the id.
finding-already_taken = '{ $value }' is taken. Choose another one.
finding-permission_not_yours = You do not have the permission { $permission } yourself, so a key cannot have it.
finding-time_past = The moment is in the past. Give a future one.
finding-setup_token_unusable = The set-up link was used or has expired. Start the service again for a new one.
finding-idempotency_key_length = An Idempotency-Key has 1 to { $maximum } characters.
finding-not_utf8 = The body is not UTF-8 text.
finding-query_syntax = The query string cannot be read.

finding-answer_field_unfit = An answer to a task of type { $type } has no field "{ $field }": give "{ $expected }".
finding-answer_blank_with_content = The answer says that it is blank and has content: leave out one of the two.
finding-answer_missing = An answer to a task of type { $type } needs "{ $expected }"; for a task left empty give "blank": true.
finding-answer_option_unknown = The task has no option "{ $option }": choose from { $allowed }.
finding-answer_option_twice = The option "{ $option }" is given twice: give it once.
finding-answer_too_many_choices = { $chosen } options are chosen, at most { $most } may be: the answer is kept and scored by the task's rule.
finding-mark_on_questionnaire = Part { $part } is a questionnaire question and takes no points: leave this mark out.
finding-mark_needs_descriptor = Part { $part } is marked by descriptor: name one of { $descriptors }.
finding-mark_scheme_without_descriptors = The mark scheme of part { $part } ({ $scheme }) has no descriptors: give the points of the whole part.
finding-mark_descriptor_unknown = Part { $part } has no descriptor "{ $descriptor }": name one of { $descriptors }.
finding-mark_not_a_number = The points are not a number: give a number from 0 to the maximum.
finding-mark_too_fine = { $points } points have more than two decimal places: give at most two.
finding-mark_negative = { $points } points are below zero: give 0 or more.
finding-mark_above_maximum = { $points } points are more than the maximum of { $max }: give { $max } or fewer.
finding-mark_outside_bands = { $points } points lie in no band of the rubric: the bands are { $bands }.
finding-mark_twice = Part { $part } (descriptor "{ $descriptor }") is marked twice from the source "{ $source }": give one mark.
finding-mark_supersedes_unknown = Mark { $mark } supersedes mark { $old }, which this attempt does not have: name the current mark.
finding-mark_supersedes_other = Mark { $mark } cannot supersede mark { $old }: it must be an earlier mark of the same task, part and descriptor.
finding-mark_superseded_twice = Mark { $old } is already superseded by mark { $first }: mark { $mark } must supersede the current mark.
finding-numbers_too_unlike = The maxima differ so much that the exact sum cannot be computed: check the maxima.
finding-journal_points_range = { $points } of { $max } points is not possible: the maximum must be above 0 and the points between 0 and the maximum.
finding-journal_fa_below_scale = { $points } points are below the journal scale of { $low } to { $high }: give at least { $low }, or leave the entry out.
finding-policy_field_empty = This field of the grading policy is empty: fill it in.
finding-policy_version_zero = Version numbers of a grading policy begin with 1.
finding-policy_date_invalid = "{ $date }" is not a date: write year, month and day as 2026-09-01.
finding-policy_ends_before_it_begins = The policy ends on { $to }, before it begins on { $from }: correct one of the dates.
finding-policy_grades_range = The grades { $low } to { $high } are no range within 0 to 13: give the lowest, then the highest grade.
finding-policy_ungraded_outside = The ungraded grade { $grade } is not among the grades { $low } to { $high } of the policy: widen the grades or leave it out.
finding-policy_weights_sum = The weights sum to { $sum }: FA, SAU and SAT together must be 100.
finding-policy_percent_range = { $percent } is not a percentage: give a number from 0 to 100.
finding-policy_bands_empty = The grading policy has no bands: give at least one, from 0.
finding-policy_grade_twice = The grade "{ $grade }" has two bands: each grade has one.
finding-policy_bands_order = The band from { $from } follows the band from { $before }: lower bounds must all rise or all fall.
finding-policy_bands_start = The lowest band begins at { $lowest }: it must begin at 0, so that every percentage has a grade.
finding-policy_level_split = The level "{ $level }" is interrupted by another one: bands of one level must stand next to each other.
finding-policy_quality_below_progress = Quality begins at { $quality }, below progress at { $progress }: quality must not be lower.
finding-policy_fa_points = The journal scale { $low } to { $high } is no range: give the lowest points (0 or more), then higher ones.
finding-policy_rounding_places = { $places } decimal places are too many: round to 0, 1 or 2.

finding-candidate_twice = Version { $version } of item "{ $item }" is in the candidate list twice: give each version once.
finding-candidate_p_out_of_range = The difficulty p of item "{ $item }" (version { $version }) is not between 0 and 1: correct the statistic or leave it out.
finding-candidate_p_without_n = The difficulty p of item "{ $item }" (version { $version }) rests on no candidates: give n above 0 or leave the statistic out.
finding-candidate_points_negative = Item "{ $item }" (version { $version }) has negative points: give 0 or more.
finding-candidate_minutes_negative = Item "{ $item }" (version { $version }) has negative minutes: give 0 or more, or leave them out.
finding-component_unknown = The specification has no component "{ $component }": choose from { $known }.
finding-component_without_rows = Component "{ $component }" has no rows, so nothing says what a form of it holds: write its blueprint.
finding-row_section_unknown = Row "{ $row }" belongs to section "{ $section }", which does not exist: name a section of the specification.
finding-languages_not_of_component = No one test of this component exists in the languages "{ $languages }": choose languages of one of these sets: { $known }.
finding-subject_choice_missing = The subject of this component is the candidate's choice: name one of { $known }.
finding-subject_not_a_choice = "{ $subject }" is not among the subjects to choose from: { $known }.
finding-subject_is_fixed = This component is in { $known }; the subject "{ $subject }" cannot be chosen for it.
finding-forms_out_of_range = The number of forms must be from 1 to { $most }.
finding-gap_out_of_range = The gap must be a number from 0 to 1.
finding-guard_out_of_range = The wall-clock guard must be a number of seconds above 0.
finding-item_forced_and_blocked = Item "{ $item }" is both forced and blocked: leave it in one of the two lists.
finding-forced_item_unknown = The forced item "{ $item }" is not among the candidates: check its code, or leave it out.
finding-forced_item_fits_no_row = The forced item "{ $item }" fits no row; row "{ $row }" is nearest and is missed by: { $reasons }.
finding-row_short = Row "{ $row }" needs { $need } items for { $forms } form(s) and { $have } fit (objectives: { $objectives }; types: { $types }; thinking: { $thinking }; languages: { $languages }). In review: { $in_review }, in all other phases together: { $in_other_phases }, only in another language: { $in_other_languages }. Giving up "{ $nearest }" alone would add { $nearest_count }.
finding-rows_compete = Rows { $rows } compete for the same items: together they need { $need } for { $forms } form(s) and { $have } different ones fit. Add items to any of them or ask for fewer.
finding-constraints_conflict = These constraints contradict each other with the present bank: { $constraints }. Loosen one of them, or add items.{ $minimal ->
        [true] { "" }
       *[other] { " " }The search was cut short; not all of them may be to blame.
    }
finding-assembly_limit_reached = The limit came before an answer ({ $nodes } nodes searched): raise the limits or the gap and run again. Nothing was saved.
finding-solver_failed = The solver broke down ({ $problem }): run again, and report it when it happens again.
finding-form_breaks_constraint = The recount refused form { $form }: constraint { $kind } { $about } is broken (achieved { $achieved }). This is a fault of the service; nothing was saved.
finding-minutes_unknown = { $count } of { $of } fitting items have no minutes and count as none in the working time: fill in their minutes.
finding-statistics_missing = { $count } of { $of } fitting items have no difficulty statistic; the target mean difficulty cannot speak of them.
finding-form_language_missing = The form does not exist in the language "{ $language }".
finding-form_item_missing = The item version pinned at position { $position } is missing.
finding-form_text_missing = The item at position { $position } has no texts in "{ $language }".
finding-form_stimulus_missing = The stimulus of the item at position { $position } is missing.
finding-form_stimulus_text_missing = The stimulus of the item at position { $position } has no text in "{ $language }".
