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
problem-not_acceptable = This cannot be given in the format you accept. It exists as { $offered }.
problem-title-conflict = Contradicts what is there
problem-conflict = The request contradicts what is stored; see the errors.
problem-title-stale = Somebody was quicker
problem-stale = The revision you change is no longer current (it is { $current }). Read it again and repeat your change.
problem-title-too_large = Too large
problem-too_large = The request is larger than this service takes.
problem-title-invalid = The input is wrong
problem-invalid = { $count ->
    [one] One finding; nothing was saved. See the errors.
   *[other] { $count } findings; nothing was saved. See the errors.
}
problem-title-infeasible = No form can be made
problem-infeasible = { $count ->
    [one] The present bank gives no such form, for one reason; no form was saved. See the errors.
   *[other] The present bank gives no such form, for { $count } reasons; no form was saved. See the errors.
}
problem-title-idempotency_key_reused = Idempotency key used before
problem-idempotency_key_reused = This Idempotency-Key was used for another request. Take a new key.
problem-title-precondition_missing = Say which revision you change
problem-precondition_missing = Send If-Match with the entity tag you read.
problem-title-internal = Our fault
problem-internal = Something went wrong on our side. It is in the log under this request id.
problem-title-unavailable = Try again
problem-unavailable = The service is busy or its database does not answer. Try again in a moment.
problem-title-media_away = Files cannot be had now
problem-media_away = The store of pictures and recordings does not answer; everything else works. Try again in a moment.
problem-title-bytes_lost = The content of a file is not there
problem-bytes_lost = The store of pictures and recordings answers, but not with what was put there; see the errors.
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
finding-subject_choice_missing = The subject of this component is the candidate's choice: { $known ->
        [none] name the subject.
       *[other] name one of { $known }.
    }
finding-subject_not_a_choice = "{ $subject }" is not among the subjects to choose from: { $known }.
finding-subject_is_fixed = This component is in { $known }; the subject "{ $subject }" cannot be chosen for it.
finding-forms_out_of_range = The number of forms must be from 1 to { $most }.
finding-gap_out_of_range = The gap must be a number from 0 to 1.
finding-guard_out_of_range = The wall-clock guard must be a number of seconds above 0.
finding-item_forced_and_blocked = Item "{ $item }" is both forced and blocked: leave it in one of the two lists.
finding-forced_item_unknown = The forced item "{ $item }" is not among the candidates: check its code, or leave it out.
finding-forced_item_fits_no_row = The forced item "{ $item }" fits no row; row "{ $row }" is nearest and is missed by: { $reasons }.
finding-row_short = Row "{ $row }" needs { $need ->
        [one] one item
       *[other] { $need } items
    } for { $forms ->
        [one] one form
       *[other] { $forms } forms
    } and { $have } fit (objectives: { $objectives ->
        [none] any
       *[other] { $objectives }
    }; types: { $types ->
        [none] any
       *[other] { $types }
    }; thinking: { $thinking ->
        [none] any
       *[other] { $thinking }
    }; languages: { $languages }). In review: { $in_review }, in all other phases together: { $in_other_phases }, only in another language: { $in_other_languages }.{ $nearest_count ->
        [0] { "" }
       *[other] { " " }Giving up "{ $nearest }" alone would add { $nearest_count }.
    }{ $kept_out ->
        [none] { "" }
       *[other] { " " }Items kept out by one rule alone: { $kept_out }.
    }{ $used_in ->
        [none] { "" }
       *[other] { " " }Excluded because used in term: { $used_in }.
    }{ $enemies ->
        [none] { "" }
       *[other] { " " }All { $enemies } items that fit have enemies, and only one of each enemy group can stand in a form.
    }
finding-rows_compete = Rows { $rows } compete for the same items: together they need { $need } for { $forms } form(s) and { $have } different ones fit. Add items to any of them or ask for fewer.
finding-constraints_conflict = These constraints contradict each other with the present bank: { $constraints }. Loosen one of them, or add items.{ $minimal ->
        [true] { "" }
       *[other] { " " }The search was cut short; not all of them may be to blame.
    }
finding-constraint_out_of_reach_below = "{ $constraint }" asks for at least { $need }; whatever is chosen, the fitting items give { $have } at most. Add items that give more, or ask for less.{ $with_other_phases ->
        [none] { "" }
       *[other] { " " }With those that are approved, in pilot or in review: { $with_other_phases }.
    }
finding-constraint_out_of_reach_above = "{ $constraint }" allows at most { $need }; whatever is chosen, the fitting items come to { $have } at least. Add items that come to less, or allow more.{ $with_other_phases ->
        [none] { "" }
       *[other] { " " }With those that are approved, in pilot or in review: { $with_other_phases }.
    }
finding-relaxation_would_do = This would be enough for a form: { $changes }.{ $cheapest ->
        [true] { "" }
       *[other] { " " }The search was cut short; less may do.
    }
finding-nearest_form = The nearest form breaks { $count } constraint(s): { $violations }. It is shown and not saved.
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

finding-academic_year_invalid = The school year "{ $value }" is not two years in a row: write { $expected }.
finding-accepted_missing_in_language = Part { $part } has no accepted answer in the language { $language }: add one, or give answers for all languages.
finding-band_reversed = Band { $band } runs from { $min } down to { $max }: give the lower points first.
finding-bands_missing = Part { $part } is marked by bands and has none: add bands from 0 to its points.
finding-bands_not_contiguous = Band { $band } ({ $min }–{ $max }) does not follow { $below }, which ends at { $below_max }: begin it one point higher than { $below_max }.
finding-bands_not_from_zero = The lowest band { $band } ({ $min }–{ $max }) must begin at 0.
finding-bands_not_to_points = The highest band { $band } ({ $min }–{ $max }) must end at the { $points } points of the part.
finding-battery_score_mismatch = The components sum to { $sum } points, the battery has { $total }: change one of them.
finding-blueprint_missing = Component { $id } has no rows: give them in the component or under "blueprints".
finding-blueprint_of_unknown_component = "blueprints" has rows for "{ $id }", which is no component: use the id of a component.
finding-blueprint_twice = Component { $id } has rows both in itself and under "blueprints": keep one.
finding-break_after_end = A break after { $after } minutes lies outside the test of { $duration } minutes: move it.
finding-choice_missing = A component is chosen by the candidate, but there is no "choice": list the allowed pairs.
finding-choice_pair_of_one = The pair names { $subject } twice: name two subjects.
finding-choice_without_component = There is a "choice", but no component with the subject by_choice: add one or remove the choice.
finding-closed_type_marked_by_person = Part { $part } of type { $type } has the scheme { $scheme }: a person will mark it although its key could.
finding-code_pattern_mismatch = The code { $code } does not match the pattern { $pattern }: correct the code or the pattern.
finding-code_too_long = The code { $code } is longer than { $most } characters: shorten it.
finding-column_missing = The table has no column "{ $column }", which the profile needs: add it.
finding-column_twice = The column "{ $column }" stands twice: rename or remove one.
finding-column_unused = The profile does not use the column "{ $column }": is its name mistyped?
finding-component_items_mismatch = The rows of { $of } have { $sum } items, the component { $total }: change one of them.
finding-component_points_mismatch = The rows of { $of } sum to { $sum } points, the component has { $total }: change one of them.
finding-criterion_objective_not_in_rows = Criterion { $criterion } names the objective { $code }, which no row asks for: add a row or remove the objective.
finding-criterion_without_objective = Criterion { $criterion } sums up { $objectives }; the item has none of these objectives: add one or remove the criterion.
finding-date_invalid = "{ $value }" is not a date: write it as 2026-09-01.
finding-descriptor_names_foreign_code = Descriptor { $descriptor } names the { $field } { $code }, which the item does not have: add it to the item or correct the descriptor.
finding-descriptor_points_not_positive = Descriptor { $descriptor } has { $points } points: give more than 0.
finding-descriptors_missing = Part { $part } is marked by descriptors and has none: add them.
finding-duplicate_id = "{ $id }" already stands at { $first }: give each its own id.
finding-duplicate_options = Options { $first } and { $second } read the same ({ $language }): change one.
finding-duration_missing = No duration is given: candidates will have no time limit.
finding-encoding_invalid = Byte { $byte } is not { $encoding }: save the file as UTF-8.
finding-external_id_missing = The record has no id of its own: give one, so that a second import does not double it.
finding-field_not_for_scheme = "{ $field }" has no meaning for the mark scheme { $scheme }: remove it or change the scheme.
finding-field_not_for_stimulus = "{ $field }" has no meaning for a stimulus of kind { $kind }: remove it.
finding-field_not_for_type = "{ $field }" has no meaning for the type { $type }: remove it or change the type.
finding-file_empty = The file is empty: it needs a header line and rows.
finding-grade_out_of_range = Grade { $grade } is above { $max }: correct it.
finding-grade_outside_subject = { $subject } is taught in grades { $min } to { $max }, not in { $grade }: correct the grade or the subject.
finding-grades_reversed = The lowest grade { $min } is above the highest { $max }: exchange them.
finding-key_absent = The record has no key: add it.
finding-key_forbidden = A { $document } has no "{ $key }": remove it or change the schema.
finding-key_is_every_option = Every option is a key: add a wrong option.
finding-key_is_longest_option = The key { $option } is by far the longest option ({ $length } characters, the next { $next }): it gives itself away.
finding-key_missing = Part { $part } of type { $type } has no key: add it.
finding-key_not_among_options = The key "{ $key }" is not among the options { $labels }: correct it.
finding-key_not_for_type = A task of type { $type } has no key, but the record gives "{ $key }": remove it or change the type.
finding-key_required = A { $document } needs "{ $key }": add it.
finding-key_too_many = A task of type { $type } has exactly one key, here are { $have } ({ $keys }): keep one, or make it MULTI.
finding-key_unknown_id = "{ $id }" does not exist here: choose from { $known }.
finding-language_unreadable = "{ $value }" is no language code: map it to a code such as kk.
finding-languages_missing = No language of instruction is given: name at least one.
finding-level_above_hundred = Level { $level } begins at { $from } percent: lower bounds go up to 100.
finding-levels_not_from_zero = The first level { $level } begins at { $from }: it must begin at 0.
finding-levels_overlap = Level { $level } from { $from } is not above { $below } from { $below_from }: levels overlap; raise its bound.
finding-licence_missing = The licence is missing: name it, or nothing that uses this can be approved.
finding-look_alike_letters = Letters of another alphabet stand inside words ({ $letters }): retype them ({ $language }).
finding-manifest_key_not_trusted = The manifest is signed with the key { $key }, which is not the one that is trusted.
finding-manifest_snapshot_unknown = The database has no candidates { $hash }: give the pool as a file.
finding-manifest_specification_unknown = The database has no specification "{ $id }" of version { $version }: give it as a file.
finding-manifest_tampered = The manifest was changed after it was signed, or its signature is broken: get it again from where it was made.
finding-manifest_unsigned = The manifest is not signed, but a trusted key is asked for.
finding-mapping_attribute_missing = The profile does not say where "{ $attribute }" comes from: add a rule.
finding-mapping_code_without_external_id = The code template "{ $code }" lacks {"{"}external_id{"}"}: all items would get the same code.
finding-mapping_language_rule = Texts of "{ $word }" need a rule for the language of the record, and such a rule needs those texts: give both or neither.
finding-mapping_language_unknown = "{ $code }" is no language code: write a code such as kk.
finding-mapping_options_rule = Options come from a list in JSON Lines and from columns in CSV: give the one that fits the source.
finding-mapping_pointer_invalid = "{ $from }" is no JSON pointer: begin it with a slash.
finding-mapping_rule_from_or_value = A rule has either "from" or "value": give exactly one.
finding-max_chosen_below_keys = At most { $max_chosen } options may be chosen, but { $keys } are keys: raise the limit.
finding-max_chosen_missing = The rule { $rule } needs "max_chosen": say how many options may be chosen.
finding-max_correct_above_options = { $max_correct } keys are more than the { $options } options: lower the number.
finding-minutes_mismatch = The minutes sum to { $sum }, the duration is { $total }: change one of them.
finding-minutes_missing = The working time is not planned: give minutes.
finding-minutes_negative = Minutes are below zero: give 0 or more.
finding-minutes_per_candidate_missing = Section { $section } has its own sitting: say how many minutes each candidate takes.
finding-negative_stem = The stem is negative ("{ $word }", { $language }): ask positively or make the word stand out.
finding-number_invalid = "{ $value }" is not a decimal: write digits with a point, such as 12.5.
finding-number_unreadable = "{ $value }" cannot be read as a number for "{ $attribute }": correct it.
finding-numbers_differ_between_languages = The stem has the numbers { $first_numbers } in { $first } and { $second_numbers } in { $second }: compare the translations.
finding-numeric_options_unordered = The options are numbers in no order: sort them.
finding-objective_of_other_grade = Objective { $code } belongs to grade { $grade }: is that meant?
finding-objectives_missing = No objective is named: name at least one.
finding-option_all_or_none = Option { $option } means all or none of the others ("{ $text }"): replace it.
finding-option_empty = Option { $option } has no text ({ $language }): write it.
finding-option_label_invalid = The label "{ $label }" is empty or doubled: give each option its own.
finding-options_differ_by_case_only = Options { $first } and { $second } differ only by capital letters ({ $language }): is that meant?
finding-options_differ_in_length = The longest option has { $longest } characters, the shortest { $shortest }: even them out.
finding-options_not_list = The options are not a list: correct the pointer or the record.
finding-options_too_few = A task of type { $type } needs at least { $need } { $list }, here are { $have }: add more.
finding-options_too_many = A task of type { $type } has at most { $most } options, here are { $have }: remove some.
finding-order_incomplete = The right order lacks { $ids }: put every option in it.
finding-overlap_above_items = Forms may share { $overlap } items, but have only { $items }: lower the number.
finding-pairs_incomplete = { $ids } have no pair: give each left element one.
finding-parallel_forms_out_of_range = { $have } parallel forms: give 1 to 100.
finding-parent_rubric_incomplete = The rubric for parents of { $criterion } lacks { $missing }: add it.
finding-parts_missing = The item has no part: add at least one.
finding-parts_sum_mismatch = The parts sum to { $sum } points, the item has { $points }: change one of them.
finding-pattern_invalid = The pattern { $pattern } is no regular expression ({ $reason }): correct it.
finding-points_missing = Part { $part } has no points: give more than 0.
finding-points_negative = { $points } points are below zero: give 0 or more.
finding-points_sum_mismatch = The descriptors of part { $part } sum to { $sum } points, the part has { $points }: change one of them.
finding-pool_code_missing = The table has no column "code" (or id, item, item_id, item_code): add it, or say with a profile which column it is.
finding-pool_column_reserved = The column "{ $column }" has a name that rules use for something else, or one that is too long: rename it, or name its attribute in a profile.
finding-pool_empty = The table has no items: add at least one row.
finding-pool_information_impossible = The parameters { $parameters } of the model { $model } give no information that can be reckoned with: c lies from 0 to below 1, d above c and at most 1, and all are of a usual size.
finding-pool_item_twice = Version { $version } of item "{ $item }" stands in line { $line } already: keep one of the rows.
finding-pool_number_outside = "{ $value }" is outside of { $least } to { $most } for "{ $attribute }": correct it.
finding-pool_parameter_unknown = There is no parameter "{ $name }": a, b, c, d, b1, b2 … are known.
finding-pool_parameters_not_whole = The model { $model } cannot be reckoned with from { $parameters } alone: add what is missing or correct the model.
finding-pool_stimulus_differs = Stimulus "{ $stimulus }" has another "{ $attribute }" in line { $line }: its items say the same of it.
finding-pool_stimulus_without_code = "{ $attribute }" is said of a stimulus, but the row names none: fill in "stimulus".
finding-prefix_without_objectives = No objective of { $subject } begins with { $prefix }: correct the prefix.
finding-prompt_missing = Part { $part } does not say what it asks ({ $language }): write a prompt.
finding-question_has_points = Part { $part } is a questionnaire question and has { $points } points: give 0.
finding-quote_unclosed = A quoted cell that begins in this row never ends: close the quote.
finding-range_reversed = The range runs from { $min } down to { $max }: exchange the numbers.
finding-read_failed = Reading stopped here ({ $reason }): check the file.
finding-record_not_json = The line is not JSON ({ $reason }): correct it.
finding-record_not_object = The line is JSON, but no object: write one object a line.
finding-record_too_long = The record is longer than { $most } bytes: split it, or close an open quote.
finding-recording_number_zero = "{ $field }" is 0: give at least 1.
finding-row_field_not_for_types = Row { $row }: "{ $field }" fits none of the types { $types }: remove it or change the types.
finding-row_items_zero = Row { $row } asks for 0 items: give at least 1.
finding-row_objectives_missing = Row { $row } does not say what its tasks are about: name objectives or a prefix.
finding-row_points_not_positive = Row { $row } gives { $points } points: give more than 0.
finding-row_width_mismatch = The row has { $have } cells, the header { $need }: look for a missing or spare separator.
finding-rows_sum_mismatch = The rows sum to { $sum } points, the maximum is { $total } ({ $of }): change one of them.
finding-rule_not_for_type = The rule { $rule } has no meaning for the type { $type }: choose another rule.
finding-scheme_missing = Part { $part } of type { $type } is marked by a person and has the scheme { $scheme }: add descriptors or bands.
finding-scheme_not_for_type = Part { $part } of type { $type } cannot have the scheme { $scheme }: choose another.
finding-seconds_missing = The length of the recording ({ $kind }) is missing: give seconds.
finding-section_not_named = Row { $row } does not say its section: name one.
finding-section_sum_mismatch = The rows of section { $of } sum to { $sum } points, the section has { $total }: change one of them.
finding-section_without_rows = Section { $section } has no rows: add some or remove it.
finding-sections_score_mismatch = The sections sum to { $sum } points, the maximum is { $total }: change one of them.
finding-share_out_of_range = "{ $field }" is { $share }: give a number from 0 to 1.
finding-share_range_invalid = The share of { $level } runs from { $min } to { $max }: give two numbers from 0 to 1, the lower first.
finding-share_unreachable = The rows { $rows } give { $level } a share of { $least } to { $most }, asked is { $min } to { $max }: change the rows or the share.
finding-shares_never_sum_to_one = The shares together run from { $min } to { $max } and never make 1: widen them.
finding-source_language_without_texts = The source language { $language } has no texts: add them or name another.
finding-stem_empty = The task has no words ({ $language }): write the stem.
finding-stimulus_body_empty = The stimulus ({ $kind }) has no text or transcript in { $language }: write it.
finding-stimulus_count_out_of_range = { $count } stimuli for { $items } items are not possible: give 1 to { $items }.
finding-term_out_of_range = Term { $term } does not exist: give 1 to 4.
finding-test_language_unknown = "{ $value }" is no language of a test: write a code such as kk, or { $word }.
finding-text_empty = This text is empty: write it or remove it.
finding-text_for_unknown_id = There is a text for "{ $id }" ({ $what }), which does not exist: choose from { $known }.
finding-text_missing_for_id = "{ $id }" ({ $what }) has no text in { $language }: write it.
finding-text_missing_in_language = The text in { $language } is missing: add it.
finding-text_only_in_some_languages = "{ $field }" exists in other languages, not in { $language }: translate it.
finding-texts_missing = There are no texts in any language: add one.
finding-thinking_counts_mismatch = Row { $row }: the thinking levels sum to { $sum } items, the row has { $total }: change one of them.
finding-thinking_missing = The thinking level is missing and the purpose is { $purpose }: choose KU, AP or HO.
finding-threshold_above_maximum = The pass mark { $points } of { $of } must lie between 0 and { $max }: correct it.
finding-unit_required_without_units = A unit is required, but none is accepted: list its spellings.
finding-unknown_criterion = { $subject } has no criterion { $code }; the nearest: { $nearest }.
finding-unknown_grading_policy = There is no grading policy { $code }; the nearest: { $nearest }.
finding-unknown_language = "{ $code }" is no language code; the nearest: { $nearest }.
finding-unknown_objective = { $subject } has no objective { $code }; the nearest: { $nearest }.
finding-unknown_programme = There is no programme { $code }; the nearest: { $nearest }.
finding-unknown_section = There is no section { $section }: choose from { $known }.
finding-unknown_stimulus = There is no stimulus { $code }: create it first or correct the code.
finding-unknown_subject = There is no subject { $code }; the nearest: { $nearest }.
finding-unknown_unit = { $subject } has no unit { $code } in this grade; the nearest: { $nearest }.
finding-validity_reversed = It ends on { $to }, before it begins on { $from }: correct one of the dates.
finding-value_missing = "{ $attribute }" is missing: add it.
finding-value_not_mapped = "{ $value }" is not known for "{ $attribute }"; the nearest: { $nearest }; known: { $known }.
finding-value_not_text = "{ $attribute }" is a list or an object: give a text.
finding-value_unreadable = The record makes no item ({ $reason }): check the profile.
finding-variants_exactly_one = Component { $of } gives both or neither of "language_versions" and "distinct_tests": give exactly one.
finding-version_zero = Version numbers begin with 1.
finding-version_published_otherwise = Version { $version } of "{ $code }" is published with another content: give the new content a new version number.
finding-specification_draft_open = Version { $version } is still a draft: change it, or publish it before the next version is begun.
finding-specification_code_fixed = The specification has the code "{ $code }", which never changes: write it as id, or create another specification.
finding-specification_version_fixed = This text must carry the version number { $version }: correct it.
finding-specification_state = Version { $version } is in the state "{ $state }"; this needs "{ $needed }".
problem-title-forbidden = Forbidden by a rule
problem-forbidden = You have the permission, but a rule forbids this to you; see the errors.
finding-version_published_with_other_content = Version { $version } of the programme '{ $code }' is published with other content. Publish it as the next version.
finding-stimulus_in_use = A sealed item hangs on the stimulus '{ $code }', so it stays as it is. Make a new stimulus under another code.
finding-item_code_fixed = The code of the item is '{ $code }' and stays so. Write this code.
finding-version_open = Version { $number } of the item is in the phase { $phase }. Finish it before you begin another one.
finding-version_not_draft = Version { $number } is in the phase { $phase }; only a draft can be changed. Begin a new version.
finding-phase_forbids = The action { $action } is not possible in the phase { $phase }. It starts from: { $from }.
finding-own_item_reviewed = You wrote in this version, so somebody else has to review it.
finding-variant_stale = The texts in the language '{ $language }' are older than their source in '{ $source }'. Read them again and save them.
finding-resubmitted_unchanged = Nothing has changed since version { $number } was returned. Revise what the reviewer named, then submit.
finding-language_invalid = '{ $value }' is no language code. Write two or three lower-case letters such as kk.
finding-enemies_too_few = An item cannot be its own enemy: name two different items or more.
finding-enemy_named_twice = The item '{ $item }' is named twice; it first stands at { $first }. Keep one.
finding-enemy_other_subject = The item is of the subject { $subject }, the first one of { $expected }. Enemies are of one subject.
finding-statistic_out_of_range = { $metric } lies between { $minimum } and { $maximum }; { $value } does not.
finding-statistic_model_unfit = The metric { $metric } does not belong to the model { $model }. Its metrics: { $allowed }.
finding-statistic_taken = This item version has this statistic from this administration already. Name another administration or leave the row out.
finding-standard_error_negative = The standard error { $value } is below 0. Give 0 or more.
finding-specification_not_approved = Version { $version } of the specification is { $state }: forms are made of an approved or published version only.
finding-assembly_timed_out = The solver was ended after { $seconds } seconds without an answer: ask for fewer forms, a wider gap or fewer rules.
finding-solver_crashed = The solver broke down; nothing was kept. Ask again, with fewer forms or a smaller bank if it happens again.
finding-assembly_cancelled = The assembly was cancelled; no form was made.
finding-form_state = The form is { $state }; this needs a form that is: { $needed }.
finding-form_item_unusable = Task { $position }, item { $item }, is now in the phase { $phase }: assemble a new form without it.

## Conditions and rules of assembly

finding-candidate_attribute_bad = The attribute "{ $attribute }" of item { $item } (version { $version }) is no finite number between -1,000,000,000 and 1,000,000,000. Correct it, or leave it out where it is not known.
finding-candidate_attribute_reserved = Item { $item } (version { $version }) brings an attribute of its own with the name "{ $attribute }", which every item or stimulus has already, or which is empty or too long. Give it another name.
finding-candidate_parameter_bad = The parameter "{ $parameter }" of item { $item } (version { $version }) on the scale "{ $scale }" is no number between -1,000 and 1,000. Correct the calibration, or leave the set out.
finding-candidate_stimulus_contradicts = The stimulus { $stimulus } has other facts with item { $item } (version { $version }) than with item { $other }. Bring the same facts with every item of a stimulus.
finding-expression_empty = The condition is empty. Write one, or leave the key out.
finding-expression_kind = The condition at column { $column } needs { $wanted ->
        [number] a number
        [text] a text
        [texts] a list
       *[truth] a comparison or the name of an attribute
    } and has { $is ->
        [number] a number
        [text] a text
        [texts] a list
       *[truth] true or false
    }.
finding-expression_list_compared = The condition at column { $column } compares a list: write "has" to ask for one of its entries.
finding-expression_name_empty = The condition cannot be read at column { $column }: a name is missing between the backticks.
finding-expression_number_bad = The condition cannot be read at column { $column }: "{ $number }" is no number. Names that begin with a digit stand in backticks.
finding-expression_quote_open = The condition cannot be read from column { $column }: the closing { $quote } is missing.
finding-expression_sign_foreign = The condition cannot be read at column { $column }: write "{ $write }" instead of "{ $sign }".
finding-expression_sign_unknown = The condition cannot be read at column { $column }: "{ $sign }" means nothing here. Texts stand in quotes, unusual names in backticks.
finding-expression_syntax = The condition cannot be read at column { $column }{ $near ->
        [none] , where it ends
       *[other] , before { $near }
    }: { $wanted ->
        [closing] a closing parenthesis is
        [comma_or_closing] a comma or a closing parenthesis is
        [list] a list in parentheses is
        [literal] a number, a text in quotes, true or false is
        [operator_or_end] "and", "or", a comparison or the end is
       *[value] a value is
    } expected{ $wanted ->
        [value] { " " }(a number, a text in quotes or the name of an attribute)
       *[other] { "" }
    }.
finding-expression_too_large = The condition is too large: at most { $most } { $of ->
        [characters] characters
        [depth] levels of parentheses, "not" and minus signs
       *[parts] parts
    } are read. Divide it into several rules.
finding-layout_impossible = The items chosen for form { $form } cannot be put into an order that keeps the rules { $rules }{ $proven ->
        [true] { "" }
       *[other] { " " }(the search was cut short)
    }. Loosen one of them, give it a weight, or choose other items with another seed.
finding-overlap_min_above_max = Any two forms must have at least { $min } items in common and may have at most { $max }. Ask for a greater overlap, or for no least one.
finding-rule_attribute_missing = Rule { $rule }: { $count } of { $of } items that it is about have no "{ $attribute }" and count neither in its sum nor in its number.
finding-rule_attribute_mixed = Rule { $rule }: "{ $attribute }" is of several kinds in the pool ({ $kinds }). Bring one kind for all items.
finding-rule_attribute_not_number = Rule { $rule } calculates with "{ $attribute }", which is no number ({ $is }). Name a numeric attribute.
finding-rule_attribute_unheard = Rule { $rule }: "{ $attribute }"{ $column ->
        [none] { "" }
       *[other] { " " }(column { $column })
    } is no attribute that every item or stimulus has; the pool must bring it.{ $nearest ->
        [none] { "" }
       *[other] { " " }Did you mean "{ $nearest }"?
    }
finding-rule_attribute_unknown = Rule { $rule }: no item or stimulus of the pool has the attribute "{ $attribute }".{ $nearest ->
        [none] { "" }
       *[other] { " " }Did you mean "{ $nearest }"?
    } Correct the name, or bring the attribute with the pool.
finding-rule_field_forbidden = Rule { $rule }: "{ $field }" says nothing in a rule of the kind "{ $kind }". Remove it.
finding-rule_field_missing = Rule { $rule }: a rule of the kind "{ $kind }" needs "{ $field }". Add it.
finding-rule_form_unknown = Rule { $rule } is for form "{ $form }", and the specification asks for { $forms } form(s), labelled A, B and so on. Name one of them, or ask for more forms.
finding-rule_matches_nothing = Rule { $rule }: nothing that may stand in the forms matches its condition.
finding-rule_number_not_whole = Rule { $rule }: "{ $field }" is { $value } and must be a whole number from 0.
finding-rule_number_too_large = Rule { $rule }: "{ $field }" must be between -{ $most } and { $most }.
finding-rule_violated = Form { $form } breaks rule { $rule }, which is soft: it has { $achieved }, { $by } too much or too little.
finding-rule_weight_not_positive = Rule { $rule }: the weight { $weight } must be above 0 and at most { $most }. A rule without a weight is never broken.
finding-rule_without_bounds = Rule { $rule }: a rule of the kind "{ $kind }" needs "min" or "max". Add one of them.

## Classes, sittings, responses, marks, journal

finding-bulk_too_many = The call has { $count } rows; at most { $limit } are taken at once. Split it.
finding-candidate_code_form = "{ $code }" is no pseudonymous code: use letters, digits, ".", "_", "-" with at least one digit, and neither a name nor a national number.
finding-row_twice = { $what } already stands in row { $first } of this call (counted from 0). Leave one of them.
finding-candidate_in_class = The candidate { $code } is in this class already.
finding-candidate_differs = The school knows the candidate { $code } with another mark of special needs. Check the code.
finding-candidate_unknown = There is no candidate { $candidate } here. Check the code, or add the candidate to the class first.
finding-position_unknown = The form has no position { $position }: its positions are 1 to { $last }.
finding-part_unknown = { $part ->
        [none] Position { $position } has several parts
       *[other] Position { $position } has no part "{ $part }"
    }. Name one of: { $parts }.
finding-form_not_locked = The form is { $state }: only a locked form can be sat.
finding-class_empty = The class has no candidates. Add them first.
finding-date_unknown = There is no day { $value } in the calendar. Write it as 2026-12-18.
finding-class_grade_unfit = The class is of grade { $grade }, the form is for grade { $needed }.
finding-class_language_unfit = The class is taught in "{ $language }", the form is for classes taught in: { $needed }.
finding-sitting_language_unfit = The sitting cannot be in "{ $language }": the form exists in { $offered }, the class needs { $needed }.
finding-attempt_part_unknown = The attempt has no part { $part }.
finding-reason_missing = "{ $what }" needs a reason. Write it down.
finding-attempt_state_missing = It is not recorded whether { $candidate } was there (part { $part }). Set present, absent or absent_valid first.
finding-sitting_closed = The sitting is closed: nothing is entered into it any more.
finding-attempt_not_present = { $candidate } is recorded as { $state } in part { $part }. Set present first, if that is wrong.
finding-response_exists = There is a response of { $candidate } to position { $position } already. Send "replace": true to put another in its place.
finding-response_marked = A person has marked the response of { $candidate } to position { $position } (mark { $mark }). Supersede the mark instead of replacing the response.
finding-mark_source_key = Such marks are made by the service or come of an operation of their own. Name who awards this one: teacher, independent, self or peer.
finding-absent_state_missing = { $candidate } has no points and is not recorded absent. Give points or record the absence.
finding-mark_exists = This is marked already (mark { $current }). Name that mark in "supersedes" and say why.
finding-mark_source_weaker = A mark of "{ $source }" is feedback and cannot supersede one that counts.
finding-mark_not_current = Mark { $mark } is not the current one{ $current ->
        [none] { "" }
       *[other] ; the current one is { $current }
    }. Read it again and decide anew.
finding-feedback_missing = Nothing is handed back without words here: write "feedback" for the candidate.
finding-mark_by_plan = Position { $position } of { $candidate } is marked by the marking plan: its markers enter their marks there.
finding-marking_needs_adjudicator = Somebody has to decide where markers are apart and agree on control scripts: name an adjudicator.
finding-marking_needs_two = Two different people are needed to mark twice: name another marker.
finding-marking_share_of_single = A share is for marking twice; with one marker leave it out.
finding-marking_share_range = A share of { $share } % cannot be marked twice: write more than 0 and at most 100.
finding-marking_tolerance_negative = A tolerance is 0 points or more.
finding-marking_named_twice = "{ $value }" is named twice: once is enough.
finding-marking_nobody_for = Position { $position }: for { $scripts } scripts there are fewer than { $needed } markers who may mark them. Name more markers, or lift what keeps them away.
finding-marking_forms_differ = The sittings are of different forms: make a marking plan for each form.
finding-marking_home_below = The sittings belong to several schools: whoever plans their marking belongs to an organisation above all of them.
finding-marking_plan_exists = One of the sittings has a marking plan already: make a new version of it.
finding-marking_position_unfit = Position { $position } is not one that people mark: name another or leave it out.
finding-marking_nothing_to_mark = The form has no task that people mark: the key marks all of it.
finding-marker_without_grant = "{ $user }" is nobody who may enter marks in these sittings: grant the role first or name somebody else.
finding-marking_seat_missing = The marking plan does not give position { $position } of { $candidate } to you.
finding-marking_settled = Position { $position } of { $candidate } is settled: its mark changes by moderation only.
finding-marking_first_missing = The first marker has not finished position { $position } of { $candidate } yet: you mark after that.
finding-adjudicator_not_named = The marking plan does not name you as an adjudicator.
finding-adjudicator_marked_it = You mark position { $position } of { $candidate } yourself: another adjudicator decides.
finding-marking_not_apart = There is nothing to decide at position { $position } of { $candidate }: a mark is missing, or the markers are not apart.
finding-marking_unfinished = { $tasks } tasks of the marking plan are not settled yet ({ $apart } wait for an adjudicator): finish them first.
finding-moderation_of_open = The sitting is open: marks are superseded as usual until it is closed, and moderated after that.
finding-moderation_protocol_missing = A moderation has a protocol: give its number.
finding-moderation_too_late = Grades are given on { $graded }; moderation ends { $days } days before, on { $last }. Today it is { $today }.
finding-moderation_same_points = { $candidate }, position { $position }: the mark has these points already. Leave the row out.
finding-appeal_own_proposal = You proposed this appeal: somebody else confirms it.
finding-appeal_confirmed = This appeal is confirmed already.
finding-appeal_moved = Other results would change now than those you saw: read the appeal again and confirm what it says.
finding-appeal_protocol_missing = An appeal has a protocol: give its number.
finding-journal_entry_exists = There is a current entry of this assessment already ({ $current }). Name it in "supersedes" to correct it.
finding-journal_entry_not_current = The entry { $entry } is not a current one of this candidate and assessment. Read the journal again.
finding-journal_points_of_absent = There are no points in the state { $state }. Leave the points out or change the state.
finding-file_not_utf8 = The file is not UTF-8 text: save it as UTF-8.
finding-file_unreadable = The file cannot be read: { $problem }.
finding-rule_broken = The value breaks the rule '{ $rule }'.
finding-external_id_twice = The external id '{ $value }' stands in the file twice. Keep one of the records.
finding-said_twice = "{ $key }" and "{ $other }" say the same thing: keep one of them.
finding-objective_count_unreachable = The rows bring { $least } to { $most } tasks of objective { $code }, asked are { $min } to { $max }: change the rows or the bounds.
finding-parameter_rule_unknown = "{ $value }" is no rule for a request: write one of { $allowed }.
finding-profiles_overlap = Grade { $grade } belongs to the profiles { $first } and { $second }: give each grade one profile.
finding-profile_missing = No profile is for grade { $grades }: add one or narrow the grades a request may give.
finding-type_not_required_one = Row { $row } takes { $type }, the item requirements allow { $allowed }: change one of them.
finding-type_not_auto_scored = No key scores a task of type { $type }: remove it or leave "auto_scored" out.
finding-progression_level_without_rows = No row of { $rows } has level { $level }: add one or take the level out of the order.
finding-row_outside_progression = Row { $row } has no level of the order: give it one.
finding-anchors_above_items = { $anchors } anchors do not fit among { $items } scored tasks: ask for fewer.
finding-number_zero = "{ $field }" is 0: give at least 1, or remove the block.
finding-spiral_forms_too_many = That makes { $forms } forms, one run makes { $most } at most: lower spiral_forms or parallel_forms.
finding-band_out_of_range = Band { $band } begins at { $from }: give a percentage from 0 to 100.
finding-bands_equal = The bands { $band } and { $other } both begin at { $from }: give each its own bound.
finding-scale_of_one = A scale needs at least two levels: add one.
finding-scale_codes_not_ascending = Level { $level } has code { $code }, the level below it { $below }: levels stand from the lowest to the highest, and so do their codes.
finding-criterion_key_required = Criterion { $criterion } has an instrument and needs "{ $key }": add it.
finding-criterion_key_without_instrument = Criterion { $criterion } has "{ $key }" but no instrument: name the instrument or remove the key.
finding-type_not_for_instrument = Criterion { $criterion } is looked at by { $instrument }, which has no tasks of type { $type }: change one of them.
finding-cut_level_unknown = Criterion { $criterion } has a cut for { $level }: only { $known } have one, the lowest level begins at 0.
finding-cut_missing = Criterion { $criterion } has no cut for level { $level }: add it.
finding-cuts_not_ascending = Level { $level } begins at { $points }, { $below } below it at { $below_points }: each cut is above the one before.
finding-parameter_missing = "{ $name }" is missing: this specification is made for what the request names. Give it.
finding-parameter_unexpected = This specification leaves no "{ $name }" open: leave it out.
finding-parameter_not_allowed = "{ $name }" is { $value }, allowed is { $allowed }.
finding-mark_absent = "{ $attribute }" is cut at "{ $mark }", which the record does not have: correct the record or the profile.
finding-pair_ids_tell_key = The ids of part { $part } tell the key ({ $left } belongs to { $right }, and so on in order): give the right elements ids in another order.
finding-base64_invalid = This is not base64 (RFC 4648, section 4, with padding). Encode the bytes of the file again.
finding-import_content_twice = The file is given twice. Send either `content` or `content_base64`.
finding-anchors_not_asked = This specification asks for no anchors: leave them out.
finding-anchors_too_few = The specification asks for { $need } anchors, { $have } are named: name an earlier form or the items.
finding-anchor_twice = Anchor { $item } is named twice: name it once.
finding-anchor_without_version = Anchor { $item } needs the version that stood in the earlier form: add it.
finding-anchor_missing = { $why ->
        [gone] Anchor { $item } (version { $version }) is not in the bank any more
        [version] Anchor { $item } is there in version { $reasons }, not in version { $version } of the earlier form
       *[other] Anchor { $item } (version { $version }) fits no row ({ $reasons })
    }: name another anchor, or bring it back.

finding-spec_not_allowed = Item specification { $spec } takes { $allowed } here, not "{ $value }": change the item, or name another specification.
finding-spec_out_of_bounds = Item specification { $spec } asks for { $bounds } ({ $what }), here it is { $value }: change the item, or name another specification.
finding-spec_language_missing = Item specification { $spec } asks for the language { $language }: add the texts.
finding-spec_attribute_missing = Item specification { $spec } asks for { $attribute }: fill it in.
finding-spec_attribute_forbidden = Item specification { $spec } allows no { $attribute }: remove it.
finding-spec_descriptor_points = Item specification { $spec } gives each descriptor { $wanted } points, { $descriptor } has { $points }: split or merge descriptors.
finding-spec_descriptor_criterion = Item specification { $spec } asks every descriptor for its criterion, { $descriptor } names none: name it.
finding-spec_phrase_forbidden = Item specification { $spec } does not want "{ $phrase }" (rule { $pattern }). { $instead ->
    [none] Write it another way.
   *[other] Instead: { $instead }.
}
finding-bounds_impossible = The least is above the most ({ $bounds }): exchange them.
finding-dates_reversed = The last day { $to } lies before the first day { $from }: exchange them.
finding-weekday_unknown = There is no weekday { $value }: 1 is Monday, 7 is Sunday.
finding-grading_day_outside_term = The grading day { $day } is not inside the term, { $from } to { $to }: choose a day of the term.
finding-terms_overlap = Term { $term } begins on { $from }, before term { $before } has ended on { $to }: move one of them.
finding-conduct_sat_per_day = The class already has { $subjects } on { $day }, and more than { $most } summative assessments for the term on one day are not allowed: choose another day.
finding-conduct_sau_and_sat = The class has a { $other } of { $subject } on { $day } already: unit and term assessments of a subject never share a day; choose another.
finding-conduct_sau_per_term = { $subject } has had its { $most } unit assessments in term { $term }: no more are allowed.
finding-conduct_no_school_day = { $day } is no day with lessons (calendar { $calendar }): choose another day.
finding-conduct_last_day = { $day } is the last day of term { $term }: no summative assessment for the term is held on it; choose an earlier day.
finding-conduct_term_not_graded = { $subject } is not graded in term { $term }, only in { $terms }: no summative assessment for the term is held in it.
finding-query_without_letters = The search "{ $value }" holds no letter and no digit; write a word or its beginning.
finding-filter_range_empty = The range begins at { $minimum } and ends at { $maximum }; nothing lies in it. Turn the two around.
finding-filter_contradiction = Items without statistics have no values, so this filter cannot stand beside { $other }; leave one of them out.
finding-filter_incomplete = This filter needs { $needs } beside it.
finding-statistic_scales_mixed = Values of { $metric } are on different scales ({ $scales }) and do not mix; name one with scale.
finding-statistic_name_invalid = "{ $name }" is no name of a model or metric: small Latin letters, digits, dot, dash and underscore, 40 at most.
finding-statistic_set_incomplete = The parameters of a { $model } item belong together; here { $missing } is missing. Put all of them in.
finding-statistic_twice = This file says { $metric } of { $item } twice (first in line { $first }). Leave one of the lines out.
finding-item_code_ambiguous = Several organisations have an item with the code { $code }; import as a member of the one that is meant.
finding-record_not_csv = The row cannot be read: { $reason }.

problem-title-gone = No longer in force
problem-gone = This was there and holds no more; see the errors, and the successor where one is named.
finding-specification_withdrawn = { $code }, version { $version }, was withdrawn on { $day }: { $reason } Use its successor; the version itself stays readable under its number.
finding-specification_expired = { $code }, version { $version }, held until { $day }. Use its successor; ask with archived=true for the version as it was.
finding-specification_name_ambiguous = Several specifications are called "{ $name }" ({ $codes }): ask for one of them by its code or id.
finding-specification_replaces_itself = { $code } cannot take its own place: a later version does so by itself. Remove it from "replaces".
finding-specification_replaced_unknown = The owner has no specification { $code } that this one could take the place of: check the code in "replaces".
finding-guidance_link_or_file = Give either a link or a file, not both and not neither.
finding-link_invalid = "{ $value }" is not an address: write it whole, as https://example.kz/page, without spaces.
finding-file_name_invalid = "{ $value }" cannot be the name of a file: leave out slashes, quotation marks and control characters.
finding-file_size = The file has { $size } bytes; from 1 to { $maximum } are taken. Attach a smaller one, or a link.
finding-file_not_of_type = The file does not begin like one of type { $value }: send the right file, or name its own type.
finding-moment_invalid = "{ $value }" is neither a day (2026-11-01) nor a moment with its offset (2026-11-01T08:00:00Z).
finding-since_in_future = { $value } has not come yet (now it is { $now }): ask from a moment in the past.

finding-mapping_programme_same = A mapping leads from one programme to another, here both are { $programme }: name the other one.
finding-mapping_change_mismatch = "{ $change }" does not fit { $from } old and { $to } new codes: kept is one to one, split one to several, merged several to one, dropped has no new code.
finding-mapping_objectives_missing = { $count } objectives of the old programme stand in no entry: { $codes }. Say what becomes of them, if only that they are dropped.
finding-mapping_choice_missing = { $objective } became several objectives ({ $choices }): choose at least one of them.
finding-mapping_without_target = No objective of this item ({ $objectives }) has a successor: tag the item anew, or reject the proposal.
finding-mapping_version_moved = The proposal was about version { $number }, the newest is { $newest }: look at its proposal.
finding-mapping_not_concerned = The newest version of { $code } has no codes of { $programme } that this mapping moves.
finding-mapping_decided = Version { $number } was decided about by this mapping before.
finding-person_part_missing = This part of the name is empty: write it.
finding-person_part_long = This part of the name is longer than { $most } characters: is the right column in its place?
finding-person_letter_lost = Letter { $position } is a question mark: a letter was lost when the file was saved. Save it again as UTF-8 (or KZ-1048).
finding-person_letter_wrong = "{ $letter }" (character { $position }) does not belong in a name: use letters, spaces, hyphens, apostrophes and dots.
finding-person_letter_doubtful = Letter { $position } is "{ $letter }" ({ $code }) of another alphabet; "{ $meant }" is probably meant. The name is kept as it stands: put the letter right in the file.
finding-person_part_latin = This part is written in Latin letters that look Cyrillic, and the rest of the name in Cyrillic: write it in one alphabet.
finding-person_birth_wrong = This is no date of birth: write it as 2014-05-17 or 17.05.2014, not later than today.
finding-person_birth_age = The date of birth gives an age of { $age }: check the year.
finding-class_list_headings_missing = No row among the first has headings: the table needs a row with "Surname" (or "Full name") and "Code" or "Number" in Kazakh, Russian or English.
finding-class_list_column_missing = The table has no column for { $column ->
    [given_name] the given name
   *[code] the code or number of the pupil
}: add it.
finding-class_list_column_twice = Column { $number } says the same as one before it: leave one of them out.
finding-class_list_column_unused = Column { $number } is not read and nothing of it is kept: a national number, an address or a telephone number does not belong here.
finding-class_list_code_missing = The row has neither a code nor a number from 1 to 999: write which pupil it is about.
finding-class_list_code_form = The code is no pseudonymous code: letters, digits, ".", "_", "-" with at least one digit, neither a name nor a national number.
finding-class_list_code_unknown = The class has no candidate { $code }: check the code, or let the list add candidates (add_candidates).
finding-class_list_code_alike = The code is taken for { $code }, which only looks the same: a letter of it is of another alphabet.
finding-class_list_code_twice = The pupil of this row stands in line { $first } already: leave one of the rows out.
finding-class_list_person_twice = The same name with the same date of birth stands in line { $first }: leave one of the rows out.
finding-class_list_namesake = The same name stands in line { $first }: are they two pupils? Dates of birth would tell them apart.
finding-class_list_person_known = The candidate { $code } of this class has the same name and date of birth: one pupil has one code.
finding-class_list_namesake_known = The candidate { $code } of this school has the same name: is it the same pupil under two codes?
finding-class_list_person_differs = Another name is kept for the candidate { $code }: compare code and name; a correction needs replace.
finding-class_has_no_such_code = The class has no candidate with this code: check it.
finding-text_holds_name = This text is kept in the clear and has a pupil's name in it: write it with codes, without names.
finding-erasure_of_nobody = Whose names? List the codes of the candidates.
finding-erasure_names_nobody = Names whose time is over are found by their dates: leave the candidates out.
finding-school_has_no_such_code = The school has no candidate with this code: check it.
finding-retention_longer_than_above = An organisation above keeps names for { $above } days, and nobody below it longer: write { $above } or less.
finding-share_right_not_for_kind = The right { $right } means nothing for a { $kind }; forms are not co-authored and a stimulus is used with its items only. Choose another right.
finding-share_of_nothing = The share names nothing: give the id of one object, or a subject with or without a grade.
finding-share_named_twice = A share is of one object or of a subject and grade, not both; leave one of them out.
finding-share_grade_not_for_kind = A { $kind } has no grade to share by; leave the grade out.
finding-share_until_past = The share would end at { $value }, which is over; give a later moment or none.
finding-share_with_itself = What an organisation owns is not shared with itself; name another organisation.
finding-share_secure_unsaid = The object is secure: say secure to share it all the same.
finding-share_in_force = The same is shared already by share { $share }; revoke it first to share it otherwise.
finding-shares_too_many = There are { $most } shares in force between the two organisations; share by subject and grade instead of one by one.
finding-share_revoked = The share was revoked before.
finding-share_reads_only = The form is shared to be read, not to be sat; ask its owner for the right to use it.
finding-form_item_not_shared = Task { $position } ({ $item }) belongs to another organisation and is no longer shared to be used; assemble the form anew.
finding-clone_family_taken = { $item } is in the clone family { $family } already; an item has one parent. Take that family away first.
finding-grant_missing = The grant { $permission } for { $subject } in { $language } at organisation { $organisation } is missing; ask its administrator for it.
finding-assignment_due_past = "{ $value }" is no day from today on; name the day until which the items are awaited.
finding-row_unknown = There is no row { $row }; there are { $known }.
finding-assignment_state = The assignment is { $state }; this needs one that is { $needed }.
finding-assignment_open = The assignment is open to all: leave it to others instead of declining it.
finding-assignment_of_another = The assignment was given to another developer, who alone answers it.
problem-title-unsupported_media = Not a kind that is taken here
problem-unsupported_media = The bytes are of no kind that this address takes; see the errors.
finding-media_too_large = The file has { $size } bytes, { $most } are taken; make it smaller or shorter.
finding-media_unknown = By its content the file is none of { $known }; convert it to one of these.
finding-media_type_contradicts = The file was sent as { $declared } and is { $found } by its content; send it as what it is.
finding-media_not_decodable = The file ({ $type }) cannot be shown or played: it is { $reason ->
    [cut_short] cut short
    [empty] empty
   *[damaged] damaged
}. Export it again.
finding-media_not_for_stimulus = A file of type { $found } is nothing for a stimulus of kind { $kind }: pictures have pictures, recordings have recordings.
finding-recording_length_differs = The stimulus says { $said } seconds, the recording has { $found }; correct one of them.
finding-import_draft_edited = Version { $number } is a draft that was edited after its import: hand it in or undo the edit, then import the record again. (Phase: { $phase }.)
finding-whole_list_meant = Here a search means its whole list: leave { $name } out.
finding-saved_search_not_own = This search belongs to somebody else and is only shared with you; keep one of your own.
finding-accommodation_empty = The accommodation "{ $accommodation }" gives nothing: name extra time, or what it provides.
finding-extra_time_one_way = Extra time is said one way: in minutes or in percent. Keep one of them.
finding-extra_time_range = Extra time of { $value } { $unit ->
    [percent] percent
   *[minutes] minutes
} is not possible: above 0, at most { $most }.
finding-accommodation_unknown = There is no accommodation "{ $value }" in { $document }. There are: { $offered }.
finding-accommodation_given_already = { $candidate } has "{ $accommodation }" in these days already: end the earlier one first.
finding-accommodation_not_offered = { $candidate } has a right to "{ $accommodation }" of { $document }, and no edition that holds on this day offers it: it is not given. Publish an edition, or end the right.
finding-part_recorded = It is recorded already who sat part { $part }: it does not move any more. Give those who were away a day of their own.
finding-growth_scale_changed = The { $kind } of { $day } stands on another scale ({ $scale }) than the one before it: they are not compared.
finding-battery_not_sat = The class has sat nothing of the battery "{ $value }". Check its id and version.
finding-policy_without_resit = The policy { $policy } (version { $version }) does not say who sits a year assessment: publish an edition with "resit".
finding-resit_too_many_subjects = { $candidate } has an unsatisfactory grade in { $count } subjects ({ $subjects }); an assessment makes up for { $most } at most. By the rule the year is repeated.
finding-resit_not_needed = { $candidate } has the grade { $grade } in { $subject } and nothing to make up for: leave the candidate out.
finding-assembly_of_withdrawn = { $code }, version { $version }, was withdrawn on { $day }: { $reason } No form is made of it any more. { $successor ->
    [none] Nothing has taken its place yet.
   *[other] Use its successor: { $successor }.
}
finding-assembly_of_expired = { $code }, version { $version }, held until { $day }: no form is made of it any more. { $successor ->
    [none] Nothing has taken its place yet: publish the one for the new year.
   *[other] Use its successor: { $successor }.
}
finding-level_locked = Task { $position } is of level { $level }, which is not open to { $candidate } yet: level { $before } has { $points } of the { $needed } points that open the next one.
finding-practice_secure = Forms of { $code } are secure: nothing is shown beside their tasks.
finding-practice_not_offered = { $code } shows nothing beside its tasks: it has neither levels that open one after the other nor "show".
finding-help_in_secure_forms = Hints and worked solutions are never shown with secure forms: leave "show" out, or make the forms open or restricted.
finding-retry_not_of_clones = A second try is made of clones, and { $candidates } had tasks of this form before (positions { $positions }). Assemble a form with them as its cohort.
finding-retry_not_of_same_items = A second try is made of the same tasks, and this form has clones of tasks that { $candidates } had (positions { $positions }). Plan the earlier form.
finding-retry_not_allowed = There is no second try, and { $candidates } had tasks of this form, or clones of them, before (positions { $positions }).
finding-participation_too_low = { $took_part } of { $expected } pupils took part; { $needed } have to.
finding-keys_before_their_day = The form is secure: its school reads marking guide and keys from { $day } on.
finding-draw_class_not_own = This is no class of a school you work with: draw forms for your own classes only.
finding-draw_not_offered = Schools draw no forms of the specification { $specification }: ask its owner for one.
finding-draw_before_window = Forms are drawn from { $from } to { $to }; today is { $day }: come back when the window has opened.
finding-draw_after_window = Forms were drawn from { $from } to { $to }; today is { $day }: ask the owner of the specification.
finding-draw_day_unfit = A form drawn now is sat from today until { $to }, not on { $day }: choose another day.
finding-class_year_unfit = The class is of the school year { $year }, the specification is for { $needed }.
finding-draws_used_up = The class has drawn { $drawn } of at most { $most } forms: no more are given.
finding-draw_no_form_left = Of { $ready } prepared forms in "{ $language }" none is left whose tasks the class has not met: ask the owner to prepare another.
finding-draw_without_form = No form could be made for the class; its owner sees why.
finding-form_copy_not_open = The copies of this form open on { $day }.
finding-swap_same_task = The task { $item } stands there already: choose another.
finding-swap_breaks_constraint = The exchange breaks the constraint { $constraint }{ $about ->
        [none] { "" }
       *[other] { " " }({ $about })
    }: { $achieved }, where { $min ->
        [none] { "" }
       *[other] at least { $min }{ " " }
    }{ $max ->
        [none] { "" }
       *[other] at most { $max }{ " " }
    }is asked.{ $reasons ->
        [none] { "" }
       *[other] { " " }The task does not fit its row: { $reasons }.
    } Choose another task, or let who may override it say why.
finding-swap_never_fits = The exchange breaks { $constraint }{ $about ->
        [none] { "" }
       *[other] { " " }({ $about })
    }: { $achieved }, where { $min ->
        [none] { "" }
       *[other] at least { $min }{ " " }
    }{ $max ->
        [none] { "" }
       *[other] at most { $max }{ " " }
    }is needed.{ $reasons ->
        [none] { "" }
       *[other] { " " }The task does not fit its row: { $reasons }.
    } This is never overridden: choose another task.
finding-information_scales_mixed = The tasks have parameters on several scales ({ $scales }), and their information does not add up: name one scale in the specification.
finding-information_beside_target_p = A target mean difficulty and targets of information cannot both be made small: keep one of them.
finding-information_theta_twice = The ability { $theta } is named twice: say everything about it in one point.
finding-information_point_empty = This point asks for nothing: give at_least, at_most or target.
finding-stimulus_items_out_of_range = So many tasks of each stimulus make { $least } to { $greatest } tasks, there are { $items }: change the numbers.
finding-objectives_beside_target = A target mean difficulty, targets of information and a list of objectives cannot stand side by side: say all of it in the list of objectives.
finding-objective_key_missing = The objective { $kind } needs { $key }: add it.
finding-objective_key_unused = The objective { $kind } does nothing with { $key }: take it out, or choose another kind.
finding-objective_weight = A weight is above 0, this one is { $weight }: change it, or leave the ability out.
finding-objective_relative_to_zero = A distance that is a share of the target needs a target above 0 at the ability { $theta }: change the target, or do without relative.
finding-objective_without_soft_rules = There is no soft rule whose violations could be made few: give a rule a weight, or take this objective out.
finding-objective_attribute_absent = No task has a number called { $of }: correct the name, or bring the numbers with the tasks.

## Given items, cohorts, parts of pools and panels

finding-given_item_twice = Item "{ $item }" is given twice: a form holds it once.
finding-given_row_unknown = Item "{ $item }" is given in row "{ $row }", which the component does not have: name one of its rows, or none.
finding-item_given_and_blocked = Item "{ $item }" is both given and blocked: leave it in one of the two lists.
finding-given_items_are_of_one_form = Items are given while { $forms } forms are asked for: ask for one form around them.
finding-given_item_unknown = The given item "{ $item }" (version { $version }) is not among the candidates: check code and version.
finding-given_item_fits_no_row = The given item "{ $item }" cannot stand in the form; row "{ $row }" is nearest and is missed by: { $reasons }.
finding-given_items_exclude_each_other = The given items { $items } exclude each other ({ $kind } "{ $group }"): a form holds one of them.
finding-given_items_overfill_row = Row "{ $row }" holds { $need } items, and { $have } of the given ones fit nowhere else.
finding-cohort_forms_out_of_range = The number of forms of a cohort is 1 to 1,000,000.
finding-exposure_out_of_range = The greatest share of forms an item may stand in is above 0 and at most 1.
finding-overlap_mean_out_of_range = The mean number of common items cannot be negative.
finding-information_within_out_of_range = The distance from the targets is a share from 0 to 1.
finding-information_target_missing = A distance from targets is given, and the component names no target of information: name one, or leave the distance out.
finding-exposure_exhausts_row = { $row ->
        [none] All rows together need { $need } uses
       *[other] Row "{ $row }" needs { $need } uses
    } of items in all forms of the cohort, and its items may be used { $have } times: allow each at least { $share } % of the forms, or widen the row.
finding-cohort_form_impossible = Form { $form } of the cohort cannot be built of what may still be used ({ $used_up } items are used up in its part of the cohort): allow more uses or relax a constraint.
finding-cohort_form_limit = Form { $form } of the cohort was not found before a limit ({ $used_up } items are used up in its part of the cohort): raise the limits, allow more uses or relax a constraint.
finding-cohort_form_failed = Form { $form } of the cohort could not be built: the solver broke down ({ $used_up } items are used up in its part of the cohort).
finding-cohort_overlap_unreachable = No form { $form } was found that has at most { $most } items in common with each earlier one: allow more common items, or fewer forms.
finding-cohort_batch_of_another_request = The forms drawn so far belong to another request, other candidates or another version of the program: begin anew.
finding-shadow_without_information = The component asks for no information, so no scale of parameters is known: name abilities under constraints.information.
finding-parts_out_of_range = A pool is split into 2 to { $most } parts.
finding-panel_missing = The specification is no multistage test: it has no "panel".
finding-panel_option_unknown = The option "{ $option }" is said of single forms and has no meaning for a panel: leave it out.
finding-panel_module_unknown = The panel names the module "{ $module }", and no component has this id.
finding-panel_module_twice = The module "{ $module }" stands in two stages: leave it in one.
finding-panel_module_in_no_stage = The component "{ $module }" stands in no stage of the panel: add it to one.
finding-panel_module_on_no_route = No route takes the module "{ $module }": add a route, or leave the module out.
finding-panel_routes_too_many = The panel has more than { $most } routes: name those that are taken.
finding-panel_route_skips = The route "{ $route }" must have one module of every stage, in the order of the stages.
finding-panel_route_unknown = There is no route "{ $route }": name one of the panel's.
finding-panel_rule_without_bounds = The route rule "{ $rule }" has neither min nor max: give one of them.
finding-panel_rule_theta = The route rule "{ $rule }" names an ability exactly where it counts information: give theta there and nowhere else.
finding-given_position_out_of_range = Item "{ $item }" is given at position { $position }, and the form has positions 1 to { $last }.
finding-given_position_twice = Position { $position } is given to another item already: give "{ $item }" another position, or none.
finding-given_position_outside_section = Item "{ $item }" is given at position { $position } in row "{ $row }", and section "{ $section }" of that row has no such position: change one of the two.
finding-option_of_another_mode = "{ $option }" has no meaning for the mode "{ $mode }": leave it out; what the mode needs stands in the mode itself.
finding-panels_out_of_range = A run makes 1 to { $most } panels.
finding-panel_after_others = Panel { $panel } cannot be made of what the { $before } before it left: ask for fewer panels, or relax a constraint.
finding-panel_subjects_differ = The modules of the panel are of several subjects ({ $subjects }): a panel is filled from the items of one subject.
finding-panel_objectives_differ = Module "{ $first }" has the objectives { $firsts }, module "{ $module }" has { $own }: the objectives of a panel are added up, so give every module a list of the same kinds, directions and losses.
finding-ability_out_of_range = An ability is a number from −{ $most } to { $most }.
finding-run_of_another_mode = The run makes "{ $mode }", and this is for runs of the mode "{ $needed }".
finding-form_of_a_panel = Form { $form } is a module of a panel, and what holds over its routes no module tells by itself: block the task and assemble the panel anew.
finding-objectives_one_after_another = The forms were assembled one after another: under the objectives { $objectives } the later ones got what the earlier ones left and may be worse. Compare them, or ask for objectives that can be balanced.

## Workflow, review, change gate, plan of assignments, webhooks

finding-workflow_title_missing = A title or question is missing in: { $languages }. People choose by titles: add them.
finding-workflow_name_unknown = There is no { $what } "{ $name }".{ $nearest ->
        [none] {" "}Known: { $known }.
       *[other] {" "}Did you mean "{ $nearest }"?
    }
finding-workflow_kind_takes_all = The kind "{ $kind }" has no "when" and takes every item, so the kinds after it get none: put it last, or say which items it is for.
finding-workflow_kind_for_the_rest = The last kind "{ $kind }" is only for some items, and the others would be of no kind: leave out its "when", or add a kind without one.
finding-workflow_external_unpiloted = Items for { $assessments } fall into the kind "{ $kind }", which asks for no pilot: give it pilot_rounds, or put a kind with pilots before it.
finding-workflow_end_phase = The state "{ $state }" is of the phase { $phase }; here a state of the phase { $needed } is needed.
finding-workflow_step_to_itself = The transition leads from "{ $state }" to itself: name another state.
finding-workflow_role_without_permission = The role { $role } does not carry the permission { $permission }, so nobody with it could do this: name a role that does.
finding-workflow_draft_beside_version = A new draft is opened only when the version is closed and not refused for good; "{ $state }" is not such an end: leave out opens_draft.
finding-workflow_leaves_closed = "{ $state }" is a closed state, and nothing comes back from there: a new version begins instead.
finding-workflow_phase_step = From the phase { $from } ("{ $state }") no step { $direction } leads to the phase { $to }. Put a state of the phase between, or change the direction.
finding-workflow_rename_of_kept_state = "{ $state }" is a state of this edition, so its items stay there: leave the rename out.
finding-workflow_stage_unused = The stage "{ $stage }" is open in no state, so nobody would ever review it: name it in the stages of a state.
finding-workflow_stage_circle = The stage "{ $stage }" waits for { $after }, and they wait for it: break the circle.
finding-workflow_review_without_stage = The transition asks reviewers of "{ $state }", where items of the kinds { $kinds } have no stage: add one, or leave the review out.
finding-workflow_gate_unknown = There is no pilot gate for round { $round }: add it to pilot_gates.
finding-workflow_gate_twice = Two pilot gates for round { $round } are for the same kind of items: leave one.
finding-workflow_gate_bounds = The lowest value { $low } lies above the highest { $high }: exchange them.
finding-workflow_gate_unused = No transition asks for pilot round { $round }: the gate stops nothing.
finding-workflow_gate_missing = Items of the kind "{ $kind }" need pilot round { $round }, and no gate says what it has to show: add it to pilot_gates.
finding-workflow_gate_avoidable = Items of the kind "{ $kind }" can come into use ("{ $state }") without pilot round { $round }: ask for the round in every transition that leads there.
finding-workflow_state_unreachable = No way leads from the start to "{ $state }": add a transition, or leave the state out.
finding-workflow_dead_end = Items of the kinds { $kinds } come to "{ $state }" and never leave it: add a transition, or make it a closed state.
finding-workflow_no_end = From "{ $state }", items of the kinds { $kinds } never come to an end: let some transition lead to a closed state.
finding-workflow_kind_never_live = No way leads items of the kind "{ $kind }" into use: add a transition to a state of the phase live.
finding-workflow_approval_unreviewed = "{ $transition }" approves without asking for a passed review: one person's word is enough.
finding-workflow_items_stranded = { $items } items stand in "{ $state }" ({ $phase }), which this edition does not have.{ $proposals ->
        [none] {" "}Keep the state, or rename it to one of the same phase.
       *[other] {" "}Keep the state, or rename it; likely: { $proposals }.
    }
finding-workflow_items_change_phase = { $items } items stand in "{ $state }" ({ $phase }); in this edition "{ $target }" is of the phase { $becomes }.{ $proposals ->
        [none] {" "}Keep its phase.
       *[other] {" "}Keep its phase, or rename it; likely: { $proposals }.
    }
finding-workflow_state_unknown = The workflow in force has no state "{ $state }". Known: { $known }.
finding-workflow_transition_unknown = There is no transition "{ $transition }". Known: { $known }.
finding-workflow_transition_elsewhere = "{ $transition }" starts from { $from }; the item is in "{ $state }". Possible here: { $possible }.
finding-workflow_transition_not_for_kind = "{ $transition }" is not for items of the kind "{ $kind }". Possible in "{ $state }": { $possible }.
finding-workflow_permission_missing = "{ $transition }" needs the permission { $permission } for { $subject }{ $roles ->
        [none] {""}
       *[other] {" "}in one of the roles { $roles }
    }; ask your administrator for it.
finding-workflow_check_not_run = The check "{ $check }" was not run over this content: run it.
finding-workflow_check_blocking = The check "{ $check }" found { $open } things that block (waived: { $waived }): correct them, or waive them with a reason.
finding-workflow_variants_stale = The texts in { $languages } are behind the text they are translated from: bring them up to date.
finding-workflow_variant_not_approved = { $known ->
        [absent] There is no text in { $language }: write it and have it approved.
       *[other] The text in { $language } is not approved: have it approved.
    }
finding-workflow_comments_open = { $open } blocking comments are open: have them resolved, or waived with a reason.
finding-workflow_reason_missing = This needs a reason: say why.
finding-workflow_nobody_against = No reviewer of "{ $state }" asks for a revision or refuses: a verdict comes first.
finding-workflow_nobody_refuses = No reviewer of "{ $state }" refuses the item for good: a verdict comes first.
finding-workflow_stage_short = The stage "{ $stage }"{ $language ->
        [none] {""}
       *[other] {" "}({ $language })
    } has { $have } of { $need } approvals.
finding-workflow_stage_contested = In the stage "{ $stage }"{ $language ->
        [none] {""}
       *[other] {" "}({ $language })
    } { $against } reviewers are against and { $approvals } approve.
finding-workflow_pilot_missing = Pilot round { $round } is not recorded: record it, with at least { $min } candidates.
finding-workflow_pilot_not_passed = Pilot round { $round } ended with the decision "{ $decision }": only a passed round opens the way.
finding-workflow_pilot_n = In pilot round { $round } { $n } candidates had the item; at least { $min } are needed.
finding-workflow_pilot_number = In pilot round { $round } { $metric } is { $value }; it should lie between { $min } and { $max }.
finding-workflow_pilot_number_missing = Pilot round { $round } has no { $metric }: import it.
finding-attempt_open = Attempt { $attempt } (version { $number }) is not decided yet: wait for the verdict, or take it back.
finding-attempt_after_rejection = Attempt { $attempt } (version { $number }) was refused for good: write a new item.
finding-attempt_of_judged_version = Version { $number } had its verdict in attempt { $attempt }: hand in a new version.
finding-review_question_unknown = The stage has no question "{ $question }". Its questions: { $known }.
finding-review_question_unanswered = The question "{ $question }" has no answer: say yes, no or does not apply.
finding-review_question_failed = The answer to "{ $question }" is no, and an item is not approved with that: ask for a revision.
finding-review_rating_too_low = An item rated { $rating } is not approved here; the lowest rating is { $lowest }.
finding-review_rating_contradicts = A rating of { $rating } does not go with the verdict { $verdict }: change one of them.
finding-review_comment_missing = The verdict { $verdict } needs a comment: say what has to change, and why.
finding-review_stage_closed = In "{ $state }", items of the kind "{ $kind }" are not reviewed in the stage "{ $stage }". Open: { $open }.
finding-review_stage_waits = The stage "{ $stage }" begins when these are passed: { $for }.
finding-review_already_given = You gave your verdict in the stage "{ $stage }" of this attempt; verdicts are kept.
finding-review_not_competent = The stage "{ $stage }" needs the permission { $permission } for { $subject } in { $language }; ask your administrator for it.
finding-review_language_missing = The stage "{ $stage }" goes by language: name one of { $known }.
finding-review_language_unknown = The item has no text in { $language } for the stage "{ $stage }". Its languages: { $known }.
finding-review_language_unasked = The stage "{ $stage }" is about all languages together: leave the language out.
finding-comment_anchor_unknown = "{ $pointer }" leads to no part of the item: point to one, or leave it out to speak of the whole.
finding-comment_empty = The comment says nothing: write it.
finding-comment_answer_with_anchor = An answer stands where the comment stands that it answers: leave the anchor out.
finding-comment_answer_blocking = An answer does not block: make a comment of its own.
finding-comment_closed = The comment is { $state } already.
finding-comment_reopened = A closed comment stays closed: make a new one.
finding-comment_closed_by_item_author = You wrote in this item: whoever raised the comment closes it.
finding-comment_resolved_by_another = Only whoever raised a blocking comment calls it resolved; you may waive it with a reason.
finding-comment_waived_without_reason = To waive a comment, say why.
finding-change_nothing_moved = Nothing differs from the approved version.
finding-change_reason_missing = An edit of an approved item needs a reason: say why.
finding-change_not_editorial = { $field } moved ({ $why }), and that is never editorial: declare the edit substantive.
finding-change_rewritten = { $percent } % of the words of { $field } changed; an editorial edit changes { $most } % at most: declare it substantive.
finding-change_confirmed_by_author = An editorial edit is confirmed by a second person, who wrote nothing of it.
finding-change_confirmation_permission = To confirm an editorial edit one needs the permission { $permission }; ask your administrator for it.
finding-change_locked_forms_keep = { $count } locked forms keep the version they have{ $names ->
        [none] { "" }
       *[other] : { $names }
    }.
finding-change_draft_forms_have = { $count } draft forms have the item and can take the new version{ $names ->
        [none] { "" }
       *[other] : { $names }
    }.
finding-change_open_sittings_have = The item is in { $count } sittings that are planned or go on{ $names ->
        [none] { "" }
       *[other] : { $names }
    }.
finding-change_variants_stale = The texts in { $languages } will be behind: they have to be looked at again.
finding-change_statistics_reset = { $count } statistics do not hold for the new version.
finding-plan_nobody_for_subject = Nobody writes { $subject }: { $items } items of row "{ $row }" are given to nobody.
finding-plan_nobody_for_language = { $developers } developers write { $subject }, none of them in { $language }: { $items } items of row "{ $row }" are given to nobody.
finding-plan_all_full = All { $developers } developers who could write row "{ $row }" ({ $subject }) have as many items as they take: { $items } are given to nobody.
finding-webhook_secret_length = A secret has { $fewest } to { $most } bytes; this one has { $length }.
finding-webhook_secret_encoding = This is no secret: it begins with "whsec_", and Base64 follows.
finding-webhook_id_invalid = "{ $id }" is no id of a message: letters, digits, "_" and "-" only.
finding-webhook_event_invalid = "{ $event }" is no event: names of small letters, digits and "_", with dots between.
finding-webhook_value_not_thin = "{ $name }" is more than an id, a code or a number, and nothing else travels in a webhook: leave it out.
finding-webhook_body_too_long = The body has { $bytes } bytes, at most { $most } are sent.
finding-webhook_url_invalid = This is no address for a webhook: { $problem ->
        [too_long] it is too long.
        [characters] it holds characters that belong in none.
        [scheme] it begins with something else than https://.
        [user] it names a user.
        [port] its port is no number from 1 to 65535.
        [host] its host is no name and no address.
       *[other] { $problem }.
    }
finding-webhook_url_not_https = Webhooks are sent to https:// only.
finding-webhook_host_local = "{ $host }" is a name inside the house; webhooks go there only if the operator allows the host.
finding-webhook_address_special = { $address } is no address of the public net ({ $kind }); webhooks go there only if the operator allows the network.
finding-webhook_network_invalid = "{ $value }" is no network: write an address and its bits, such as 10.20.0.0/16.

## Item models and stored tests

finding-expression_arguments = The expression at column { $column }: { $function } takes { $least ->
        [one] { $least } value
       *[other] { $least } values
    } or more, here it has { $have }. Correct the values between its parentheses.
finding-expression_function_unknown = The expression at column { $column }: there is no function "{ $function }". Those there are: { $allowed }.
finding-expression_number_long = The expression at column { $column }: the number { $number } has an exponent or more than { $most } digits and would not be exact. Write a shorter one, or a fraction.
finding-template_brace_open = The wording has an opening brace at column { $column } that is never closed. Close it, or write it twice where a brace is meant.
finding-template_brace_lonely = The wording has a closing brace at column { $column } without an opening one. Write it twice where a brace is meant.
finding-template_function_unknown = The wording at column { $column }: there is no function "{ $function }". Those there are: { $allowed }.
finding-template_function_language = The wording at column { $column }: { $function } is an ending of Kazakh numerals and has no place in the language { $language }. Take it out.
finding-template_argument = The wording at column { $column }: behind { $function } stands { $wanted }. Correct what stands there.
finding-template_forms_missing = The wording at column { $column }: in the language { $language } the word needs the forms { $missing } too. Add them.
finding-model_name_unknown = At column { $column } stands "{ $name }", and there is no variable or value of that name here.{ $known ->
        [none] { "" }
       *[other] { " " }Those there are: { $known }.
    } Correct the name; a value may use only what stands before it.
finding-model_name_taken = The name "{ $name }" is taken, or reserved for the key (answer) and the number an option is about (value). Choose another one.
finding-model_variable_form = The variable { $variable } needs exactly one of: a range (from, to, step), a set of numbers, a list of words.
finding-model_variable_unbounded = The variable { $variable } is not bounded: a range has both from and to. Add the missing one.
finding-model_step_not_positive = The step { $step } leads nowhere: give one above 0.
finding-model_range_reversed = The range of { $variable } begins at { $from } and ends before, at { $to }. Exchange the two.
finding-model_space_too_large = The model is too large to be tried whole: more than { $most } { $of ->
        [values] values of one variable
        [combinations] combinations that fulfil the constraints
       *[steps] combinations are begun
    }. Narrow the ranges, widen the steps, or let a constraint use the first variables.
finding-model_value_twice = The value { $value } stands in the list twice. Keep one.
finding-model_language_missing = The text in the language { $language } is missing: every text of a model exists in each language of its wording. Add it.
finding-model_language_without_wording = There is a text in the language { $language } and no wording. Languages of the model: { $known }. Add the wording, or take the text out.
finding-model_word_form_missing = The word { $word } has no form "{ $form }" in the language { $language }, which the wording asks for. Add it.
finding-model_distractors_too_few = Each item needs { $need } wrong answers and the model has { $have }. Add errors, or ask for fewer options.
finding-model_variable_not_in_stem = The variable { $variable } does not show in the stem ({ $language }): its values make the same task again. Show it, or take it out.
finding-model_unsatisfiable = No values of the variables fulfil all constraints; what refused them, the most frequent first: { $constraints }. Relax a constraint or widen a range.
finding-model_same_stem = Two sets of values give the same stem ({ $language }) and different keys: { $first }; { $second }. Show in the wording what tells them apart.
finding-model_text_unsaid = The wording cannot be said for { $example }: { $what } { $why ->
        [absent] is no number there
        [not_decimal] is no finite decimal there; write it as a fraction or round it
       *[form_missing] has no such form
    }. Correct the wording, or exclude these values by a constraint.
finding-model_combinations_refused = { $count } of { $of } combinations make no item: { $reason ->
        [absent] the key is no number
        [not_decimal] the key is no finite decimal of at most 15 digits
        [senseless] the key breaks "{ $condition }"
        [too_few_distractors] too few wrong answers differ from the key and from one another
       *[same_wording] they read like another combination
    }. The first one: { $example }. Exclude them by a constraint, or add errors.
finding-model_distractor_never = The error { $error } can be offered in no item: { $fault ->
        [absent] it gives no number
        [not_decimal] it gives no finite decimal
        [senseless] it breaks a condition of sense
        [equals_key] it gives the key
       *[equals_other] it gives what an error before it gives
    }. Correct its expression, or take it out.
finding-model_count_out_of_range = The number of items is 1 to { $most }.
finding-model_fewer_possible = { $asked } items are asked for, and the model can make { $possible } different ones. Ask for fewer, or widen its ranges.
finding-model_test_form = A stored test of a model has exactly one of: text, error, key.
finding-model_test_no_option = The stored test answers "{ $answer }", and no option of { $item } ({ $language }) reads so. Correct the test, or say when it holds.
finding-answer_test_failed = The answer "{ $answer }" to { $item } ({ $language }) earns { $earned ->
        [none] no points that the key alone can tell
        [one] { $earned } point
       *[other] { $earned } points
    } ({ $reason }); it must earn { $earns }. Correct the key, the rule or the test.
finding-answer_test_part_missing = The item { $item } has several parts ({ $parts }): say which one the stored test answers.

# Office files, formulas and rich text
finding-package_old_format = The file is an old Office file or is under a password: save it as .xlsx or .docx without a password.
finding-package_too_large = The file holds more than { $most } MB: divide it, or make its pictures smaller.
finding-package_too_many_parts = The file consists of more than { $most } parts: divide it.
finding-package_part_name = The file has a part with a name that no Office program writes ("{ $name }"): save it anew with Office.
finding-package_encrypted = The file is under a password: save it without one.
finding-package_damaged = The file cannot be opened ({ $reason }): save it anew, or send it again.
finding-package_part_missing = The file lacks its part "{ $name }": save it anew with Office.
finding-xml_invalid = A part of the file is not well-formed XML ({ $reason }): save the file anew.
finding-xml_entity = A part of the file uses the XML entity "{ $name }", which is not read: save the file anew with Office.
finding-xml_too_deep = Elements stand within elements more than { $most } deep: simplify the text.
finding-xml_too_large = There are more than { $most } elements: divide the file.
finding-utf16_invalid = The file begins like UTF-16 and is cut off or damaged: save it as CSV UTF-8.
finding-workbook_unknown = The file is no Excel workbook: save it as .xlsx.
finding-workbook_unreadable = The workbook cannot be read ({ $reason }): save it anew as .xlsx.
finding-workbook_unwritable = The workbook cannot be written: { $reason }.
finding-workbook_too_many_cells = The workbook has more than { $most } filled cells: divide it.
finding-workbook_no_tasks = No sheet has a row of headings with the column "{ $column }" and another known one: take the template, or name the columns in the profile.
finding-sheet_too_large = { $cell }: a sheet is read up to row { $rows } and column { $columns }: remove what stands beyond.
finding-sheet_hidden = The sheet "{ $sheet }" is hidden and was not read: unhide it if it belongs to the tasks.
finding-sheet_delimited = { $cell }: all headings stand in one cell, parted by "{ $separator }": divide the column into columns (Data → Text to Columns).
finding-row_hidden = { $cell }: the row is hidden and was read all the same.
finding-column_hidden = { $cell }: the column "{ $column }" is hidden and was read all the same.
finding-row_of_no_task = { $cell }: no task has the code "{ $code }", so the row would be lost: correct the code or add the task.
finding-option_label_unknown = { $cell }: "{ $label }" is no label of an option: write a letter from A to J.
finding-option_label_twice = { $cell }: the task has an option "{ $label }" already: give each its own letter.
finding-cells_merged = The cells { $area } are merged, and only the first holds a value: unmerge them and fill each.
finding-cell_delimited = { place-in-file }: several values stand in one cell, parted by "{ $separator }": put each into its own.
finding-cell_too_long = { $cell }: the text has { $length } characters; at most { $most } are taken, and Excel itself cuts off after 32,767.
finding-cell_boolean = { $cell }: the cell is TRUE or FALSE: write it as text, with an apostrophe before it.
finding-cell_error = { $cell }: the formula of the cell gives { $value }: correct it, or write the value.
finding-cell_formula_empty = { $cell }: the formula was never computed: open the file in Excel, save it, and send it again.
finding-cell_formula = { $cell }: a formula computes the cell; "{ $value }" was taken.
finding-cell_code_number = { $cell }: the code is a number ({ $value }), and a zero at its end may be lost: format the cell as text and write the code again.
finding-cell_leading_zero = { $cell }: Excel made the number { $value } of the code and probably dropped a zero ({ $guess }): format the cell as text and write it again.
finding-cell_date = { $cell }: Excel made the date { $date } of what was probably { $guess }: format the cell as text and write it again.
finding-key_tolerance_without_number = { $cell }: tolerance and units belong to a short answer whose key is one number: empty the cell, or write the number as key.
finding-formula_not_math = A formula must be an element "math", not "{ $element }".
finding-formula_empty = The formula is empty: write it between the marks, or take the marks away.
finding-formula_too_long = The formula has more than { $most } characters: divide it.
finding-formula_too_deep = Position { $position }: groups stand within groups more than { $most } deep: simplify the formula.
finding-formula_environment = Position { $position } ("{ $text }"): the environment is unknown or closed by another name; known are cases, matrix, pmatrix, array, aligned.
finding-formula_unclosed = Position { $position } ("{ $text }"): what is opened here is never closed: add the closing bracket or mark.
finding-formula_unopened = Position { $position } ("{ $text }"): something is closed that was never opened: remove it, or open it before.
finding-formula_argument = Position { $position }, after "{ $text }": something is missing, such as the second part of a fraction: write it in braces.
finding-formula_delimiter = Position { $position } ("{ $text }"): a bracket must follow \left, \right or \big; a point stands for none.
finding-formula_script_twice = Position { $position } ("{ $text }"): a second exponent or index on the same base: put braces around what belongs together.
finding-formula_misplaced = Position { $position }: "{ $text }" has no meaning here; & and \hline belong into tables.
finding-formula_command = Position { $position }: the command { $command } is unknown.{ $nearest ->
        [none] {""}
       *[other] {" "}Did you mean { $nearest }?
    }
finding-formula_invalid = Position { $position }: the formula cannot be read ({ $reason }).
finding-rich_too_long = The text has more than { $most } characters with its markup: divide it.
finding-rich_content_removed = <{ $element }> was taken out with all that stood in it ({ $count }).
finding-rich_comment_removed = Comments were taken out ({ $count }).
finding-rich_element_removed = <{ $element }> was taken out, its words stay ({ $count }).
finding-rich_image_outside = The picture "{ $address }" is not of this bank and was taken out ({ $count }): upload it.
finding-rich_image_without_words = A picture has no words for those who do not see it ({ $count }): describe it in "alt".
finding-rich_attribute_removed = "{ $attribute }" of <{ $element }> was taken out ({ $count }).
finding-rich_words_changed = The markup was not closed in its order, and the words were put otherwise: compare the text with what was written.
finding-rich_without_text = There is no text at "{ $at }" to which this form would belong: remove it.
finding-rich_not_clean = The HTML has what a text may not have: send it as typed, so that it is cleaned.
finding-rich_differs = The plain text is not the rendering of its HTML ("{ $rendered }"): change both together.
workbook-sheet-tasks = Tasks
workbook-sheet-options = Options
workbook-sheet-descriptors = Descriptors
workbook-sheet-lists = Lists
workbook-sheet-howto = How to
workbook-list-title = Not on the list
workbook-list-message = Choose a value from the list. Several codes are parted by commas.
workbook-column-code = Code
workbook-column-code-note = Your own code of the task, once in the sheet. The same code on the sheets of options and descriptors.
workbook-column-type = Type
workbook-column-type-note = What kind of task it is. Empty means one right answer.
workbook-column-subject = Subject
workbook-column-subject-note = Code of the subject.
workbook-column-grade = Grade
workbook-column-grade-note = A number from 0 to 13.
workbook-column-term = Term
workbook-column-term-note = A number from 1 to 4, where the task belongs to a term.
workbook-column-programme = Programme
workbook-column-programme-note = Code of the programme that the objectives belong to.
workbook-column-unit = Unit
workbook-column-unit-note = Code of the unit.
workbook-column-objectives = Objectives
workbook-column-objectives-note = Codes of the learning objectives, parted by commas.
workbook-column-thinking = Thinking level
workbook-column-thinking-note = Level of thinking skills.
workbook-column-difficulty = Difficulty
workbook-column-difficulty-note = The level that the author gives the task.
workbook-column-purpose = Purpose
workbook-column-purpose-note = What the task is for. Empty means summative.
workbook-column-points = Points
workbook-column-points-note = Points; a comma or a point parts the fraction.
workbook-column-minutes = Minutes
workbook-column-minutes-note = Working time in minutes.
workbook-column-stem = Task
workbook-column-stem-note = The text of the task. Formulas as LaTeX between dollars: $x^2$.
workbook-column-key = Key
workbook-column-key-note = The letter of the right option, several letters with commas, the right order, or the short answer; several accepted answers with |.
workbook-column-tolerance = Tolerance
workbook-column-tolerance-note = For a short answer that is a number: how far from the key an answer may be.
workbook-column-units = Units
workbook-column-units-note = Accepted spellings of the unit, parted by commas: cm, см.
workbook-column-hint = Hint
workbook-column-hint-note = Shown in practice only.
workbook-column-explanation = Explanation
workbook-column-explanation-note = The worked solution, shown in practice only.
workbook-column-marking_notes = Notes for markers
workbook-column-marking_notes-note = Seen by markers only.
workbook-column-sample_answer = Sample answer
workbook-column-sample_answer-note = A full answer, for markers.
workbook-column-language = Written in
workbook-column-language-note = The language in which the task was written first; the others are translations.
workbook-column-tags = Tags
workbook-column-tags-note = Words to find the task by, parted by commas.
workbook-column-author = Author
workbook-column-author-note = Who wrote it.
workbook-column-source = Source
workbook-column-source-note = Where it comes from.
workbook-column-licence = Licence
workbook-column-licence-note = Under which terms it may be used, such as CC-BY-4.0.
workbook-column-option = Option
workbook-column-option-note = The letter of the option, from A to J.
workbook-column-text = Text
workbook-column-text-note = The text in this language. Formulas as LaTeX between dollars.
workbook-column-criterion = Criterion
workbook-column-criterion-note = Code of the assessment criterion, where there is one.
workbook-column-objective = Objective
workbook-column-objective-note = The objective that the descriptor shows, where the task has several.
workbook-type-mcq = one right answer
workbook-type-multi = several right answers
workbook-type-tf = true or false
workbook-type-order = put in order
workbook-type-sa = short answer
workbook-type-ea = extended answer
workbook-type-speak = speaking
workbook-type-practical = practical work
workbook-type-question = question of a survey
workbook-purpose-summative = summative
workbook-purpose-formative = formative
workbook-purpose-both = both
workbook-thinking-ku = knowledge and understanding
workbook-thinking-ap = application
workbook-thinking-ho = higher-order skills
workbook-difficulty-a = A – basic
workbook-difficulty-b = B – advanced
workbook-difficulty-c = C – high
workbook-howto-1 = How this workbook is filled in
workbook-howto-2 = One row of the sheet of tasks is one task. Rows are written from the third on; the first two rows stay as they are.
workbook-howto-3 = Columns with a red heading are needed, the others may stay empty. The mark in the corner of a heading says what belongs there.
workbook-howto-4 = Options stand on their own sheet: the code of the task, the letter, the texts. Descriptors likewise; they are numbered in their order.
workbook-howto-5 = A text has a column for each language. A language in which nothing is written is not made.
workbook-howto-6 = Key: B, or A,C for several, or the letters in the right order. Short answer: 5|five. A number is compared as a number; its tolerance and units stand beside it.
workbook-howto-7 = Formulas: LaTeX between dollars, $\frac{"{"}1{"}"}{"{"}2{"}"}$. A decimal comma has no space after it: $3,14$. Lists have one: $1; 2; 3$.
workbook-howto-8 = Cells are formatted as text, so that 1/2 does not become a date and 007 keeps its zeros. Who pastes from elsewhere chooses "values only".
workbook-howto-9 = Cells are not merged, rows and columns are not hidden, and each value has its own cell.
workbook-howto-10 = Several parts: the text of the task stands on the sheet of tasks, without a key; each part (a, b …) has a row on the sheet of parts with its points and its key. Options, descriptors and pairs name the part. Matching: what belongs together stands in one row of the sheet of pairs; a right side alone is one too many.
workbook-howto-11 = Pictures are added on the page after the import, or with the template for Word.
workbook-howto-12 = The same code in a second import changes the draft and makes no second task.
workbook-howto-13 = Refused rows come back as a workbook: wrong cells are red and say why; the last column says it in sentences. Corrected, it is sent again as it is.
workbook-howto-14 = A first try is free: with "dry run" nothing is kept and everything is said.
finding-word_unknown = The file is no Word document: save it as .docx.
finding-word_no_tasks = No table of the document begins with the word "Task": take the template.
finding-word_label_unknown = Paragraph { $paragraph }: the label "{ $label }" is unknown.{ $nearest ->
        [none] {""}
       *[other] {" "}Did you mean "{ $nearest }"?
    }
finding-word_example_changed = Paragraph { $paragraph }: the example was written over and not read: if it is a task, write "Task" into its first cell.
finding-word_column_without_language = Paragraph { $paragraph }: "{ $text }" stands in a column without a language: write kk, ru or en over the column.
finding-word_values_differ = Paragraph { $paragraph }: "{ $label }" has one value for all languages, and here stand several ({ $values }): leave one.
finding-word_label_twice = Paragraph { $paragraph }: "{ $label }" stands twice in the table: leave one.
finding-word_language_unknown = Paragraph { $paragraph }: "{ $text }" is no language: write kk, ru or en.
finding-word_language_missing = Paragraph { $paragraph }: the first row of the table names no language: write kk, ru or en over each column.
finding-word_outside = Paragraph { $paragraph } ("{ $text }") stands outside of every task and was not read.
finding-word_table_unknown = Paragraph { $paragraph }: the table ("{ $text }") is no task and was not read: its first cell must say "Task".
finding-word_beside = The part "{ $part }" of the document was not read: "{ $text }".
finding-word_element = Paragraph { $paragraph }: the element { $element } ("{ $text }") was not understood; a placeholder stands in its place.
finding-word_formula_element = Paragraph { $paragraph }: the element { $element } of a formula was not understood; a placeholder stands in its place.
finding-word_object = Paragraph { $paragraph }: an embedded object ({ $program }) was not read: write formulas with Word's own editor, and add pictures as PNG.
finding-word_drawing = Paragraph { $paragraph }: a drawing without a picture (chart, diagram, shape) was not read: add it as a picture.
finding-word_text_box = Paragraph { $paragraph }: the text of a text box was not read: "{ $text }".
finding-word_symbol = Paragraph { $paragraph }: the sign { $code } of the font { $font } was not understood: type it as a letter.
finding-word_note = Paragraph { $paragraph }: a footnote was not read: put its words into the text.
finding-word_comment = Paragraph { $paragraph }: a comment was not read.
finding-word_link = Paragraph { $paragraph }: the address of a link is dropped, its words stay: "{ $text }".
finding-word_insertion = Paragraph { $paragraph }: a tracked insertion was taken as text: "{ $text }".
finding-word_deletion = Paragraph { $paragraph }: a tracked deletion was left out: "{ $text }".
finding-word_hidden = Paragraph { $paragraph }: hidden text was left out: "{ $text }".
finding-word_external = Paragraph { $paragraph }: the picture lies outside of the document ("{ $address }") and is not fetched: insert it into the file.
finding-word_picture_missing = Paragraph { $paragraph }: the picture is not in the file: insert it again.
finding-word_picture_format = Paragraph { $paragraph }: the picture "{ $name }" is neither PNG nor JPEG, or is damaged: insert it as PNG.
finding-word_picture_without_words = Paragraph { $paragraph }: the picture has no alternative text: describe it for those who do not see it.
finding-word_cells_merged = Paragraph { $paragraph }: cells of a table in the text are merged downwards; they were read one by one.
word-task = Task
word-descriptor = Descriptor
word-howto-1 = How this document is filled in. These grey lines are not read and may be deleted.
word-howto-2 = Each table is one task. Copy a whole table for a further task.
word-howto-3 = The first row names the languages: kk, ru, en. A column that is not needed may be deleted.
word-howto-4 = The left column holds labels; they stay as they are. Rows that are not needed stay empty or are deleted; their order does not matter.
word-howto-5 = Values without a language (code, grade, points, key) stand in any one column.
word-howto-6 = Options are rows with the letters A to J; more rows may be added. Key: B, or A,C for several.
word-howto-7 = A descriptor has its points in brackets: Descriptor (2). Behind a semicolon stand the criterion and the objective that it shows: Descriptor (2; m6-c1; 6.1.2.3).
word-howto-8 = Several parts: a row "Part a (1)" holds what the part asks, with its points in brackets; the rows under it belong to it: type, options, key, pairs, descriptors. The code, the subject and the text of the task stand above the first part.
word-howto-9 = Matching: "Left 1" and "Right 1" belong together, each in every language; a right side alone is one too many.
word-howto-10 = Formulas: Insert → Equation. Pictures: PNG or JPEG, inserted into the file, with an alternative text.
word-howto-11 = What was not understood is listed by paragraph after the import; nothing disappears silently.
word-examples = Examples. They are not read: to make a task of one, write "Task" into its first cell.
word-example = Example
word-example-choice = Simplify the ratio 18 : 12.
word-example-matching = Match each expression with its value.
word-example-parts = A bus covers 120 km in 2 hours.
word-example-part-a = What is its speed in km/h?
word-example-part-b = Explain how you found it.
word-example-descriptor-1 = divides the distance by the time
word-example-descriptor-2 = names the unit of the speed

## Quality of items: wording, translation, similarity

finding-objectives_several = The task asks for { $count } objectives at once: leave one, or say with each descriptor which objective it shows.
finding-objective_without_descriptor = No descriptor shows the objective { $objective }: add one, or take the objective out.
finding-criterion_without_descriptor = No descriptor belongs to the criterion { $criterion }: add one, or take the criterion out.
finding-descriptor_without_criterion = The descriptor { $descriptor } belongs to no criterion: name one of the task's criteria.
finding-descriptor_not_observable = The descriptor { $descriptor } says what cannot be seen ("{ $word }", { $language }): say what the pupil does.
finding-minutes_per_point_unusual = { $minutes } minutes for { $points } points are unusual: { $least } to { $most } minutes a point are expected. Correct the time or the points.
finding-stem_too_long = The stem has { $words } words ({ $language }), more than { $most }: shorten it, or put the text into a stimulus.
finding-options_of_different_kinds = Some options are numbers and others words or numbers with units ({ $language }): make them alike.
finding-options_end_differently = { $count } of { $of } options end with a full stop ({ $language }): let all of them or none.
finding-options_begin_differently = { $count } of { $of } options begin with a capital letter ({ $language }): let all of them or none, names apart.
finding-options_share_beginning = All options begin with "{ $words }" ({ $language }): say it once, in the stem.
finding-option_contains_another = Option { $option } contains option { $other }: make them exclude each other.
finding-absolute_word = "{ $word }" leaves no exception and gives a wrong answer away ({ $language }): say it more carefully.
finding-key_echoes_stem = Of all options only the key { $option } repeats a word of the question ("{ $word }", { $language }): say it in other words.
finding-distractor_without_rationale = Options { $options } do not say which error they come from ({ $language }): write a rationale for each.
finding-key_positions_unbalanced = Of { $of } tasks with { $options } options, { $count } have their key in position { $position }: spread the keys.
finding-key_position_run = With the task { $item } more than { $most } keys running stand in position { $position }: move some.
finding-key_given_by_another = The stem of { $item } says the answer of { $other } ("{ $key }"): do not give both in one test, or change one.
finding-variant_text_missing = This text is said in { $source } and not in { $language }: translate it.
finding-variant_text_extra = This text is said in { $language } and not in { $source }: take it out, or say it in the source too.
finding-variant_numerals_differ = The numbers of { $language } are not those of { $source }.{ $missing ->
        [none] { "" }
       *[other] { " " }Missing: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Too many: { $extra }.
    } Compare the translation.
finding-variant_decimal_mark = In { $language } decimals are written with "{ $mark }": correct { $written }.
finding-variant_units_differ = The units of { $language } are not those of { $source }.{ $missing ->
        [none] { "" }
       *[other] { " " }Missing: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Too many: { $extra }.
    } Compare the translation.
finding-variant_formulas_differ = The formulas of { $language } are not those of { $source }.{ $missing ->
        [none] { "" }
       *[other] { " " }Missing: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Too many: { $extra }.
    } Compare the translation.
finding-variant_options_reordered = The options of { $language } stand in another order than in { $source }: put each under its own id.
finding-variant_media_differ = The pictures or recordings of { $language } are not those of { $source }.{ $missing ->
        [none] { "" }
       *[other] { " " }Missing: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Too many: { $extra }.
    } Use the same ones.
finding-variant_accepted_differ = The accepted answers of part { $part } differ: { $source } has the numbers "{ $expected_numbers }", { $language } "{ $found_numbers }". Give both the same answers.
finding-variant_script = Only { $percent } % of the letters are { $script ->
        [cyrillic] Cyrillic
        [latin] Latin
       *[arabic] Arabic
    }: is this text really in { $language }?
finding-variant_foreign_letters = Words with letters that { $language } does not have: { $words }. Correct them, or mark them as a quotation.
finding-variant_language_doubtful = A text this long without any of the letters "{ $letters }" is hardly in { $language }: check it.
finding-variant_untranslated = The stem in { $language } is that of { $source } once more: translate it.
finding-variant_parts_differ = The parts are { $first } in one task and { $second } in the other: tasks of one set of translations have the same parts.
finding-variant_options_differ = The numbers of options are { $first } and { $second }: give both tasks the same options in the same order.
finding-variant_key_differs = The keys, by position, are { $first } and { $second }: correct one of them.
finding-variant_points_differ = The points are { $first } and { $second }: give both the same.
finding-variant_descriptors_differ = The points of the descriptors or bands are { $first } and { $second }: give both tasks the same.
finding-similar_item = This task is { $other ->
        [none] nearly word for word a task that you may not see
       *[other] { $other } nearly word for word
    } ({ $score } %, { $language }): write another one, or say why both are needed.
finding-enemies_suggested = This task is much like { $other ->
        [none] a task that you may not see
       *[other] { $other }
    } ({ $score } %, { $language }): make them enemies, so that one test never has both.
finding-family_suggested = This task differs from { $other ->
        [none] a task that you may not see
       *[other] { $other }
    } in its numbers only ({ $language }): put both into one clone family.
finding-external_similarity = { $service } found { $score } % of the text elsewhere: name the source, or write it anew.
finding-external_similarity_near = { $service } found { $score } % of the text elsewhere: look whether it is quoted rightly.
finding-waiver_not_allowed = A finding of the rule { $rule } cannot be waived: correct the task.
finding-waiver_reason_short = The reason has { $have } letters, at least { $least } are needed: say why the finding may stand.
finding-similarity_weights_sum = The weights sum to { $sum }: stem, options and key together must be 100.
finding-similarity_threshold_zero = From 0 on every task would be like every other: give a threshold above 0.
finding-word_entry_unreadable = "{ $entry }" fits no word: write words in lower case, with one * at the end or the beginning.
finding-word_entry_twice = "{ $entry }" stands in the list twice: leave it once.
finding-letter_of_another_script = The letter "{ $letter }" is not { $script ->
        [cyrillic] Cyrillic
        [latin] Latin
       *[arabic] Arabic
    }: correct the letter or the script.
finding-letter_of_two_languages = The letter "{ $letter }" is said to be { $other }'s own already: a letter of two languages is neither's own.
finding-external_service_unknown = The policy has no thresholds for the service { $service }. Known: { $known }.
finding-percent_out_of_range = { $value } is no percentage: give a number from 0 to 100.

# --- Changes of approved items, languages added later
finding-change_without_base = No version before { $number } was approved, so there is nothing that it changes: hand it in as it is.
finding-change_not_declared = Nobody said what version { $number } changes: declare it editorial or substantive before it is handed in.
finding-change_needs_review = Version { $number } is declared substantive: it is reviewed, not confirmed.
finding-change_not_submitted = Version { $number } stands in the phase "{ $phase }": an editorial change is handed in before it is confirmed, and confirmed once.
finding-change_base_closed = Version { $number }, which is changed, is no longer in use: begin a new version from the newest one.
finding-item_is_kept = The item stays: it was handed in, or something else names it (phase "{ $phase }", forms with it: { $forms }, of these locked: { $locked }). Suspend or retire it instead.
finding-language_needs_approved_version = Version { $number } stands in the phase "{ $phase }": a language is added by itself to an approved version only; write it into the draft.
finding-language_there = Version { $number } has the language { $language } already: what it says is changed by a new version.
finding-language_not_proposed = No texts in { $language } wait for approval in version { $number }.
# --- quality checks, waivers, bank-wide comparisons
finding-quality_policy_absent = The organisation follows no quality policy, so nothing can be judged: choose one (PUT /organisations/…/quality-policy).
finding-items_share_no_language = The two tasks have no texts in { $language } to put beside each other: choose a language that both have.
finding-suggestion_decided = This suggestion is decided already ({ $state }): choose one that is open.
# Files of office programs, pictures, formulas
finding-import_profile_unfit = A document of Word is read by its own convention and takes no mapping profile. Leave `profile` out.
finding-import_office_as_text = A file of an office program is no text. Send its bytes in base64 as `content_base64`.
finding-import_not_workbook = This import was of a { $kind } file; only refused rows of a workbook come back as a workbook. Fetch `rejected` instead.
finding-media_not_for_text = The place needs a { $needed ->
        [recording] recording
       *[other] picture
    }, and { $hash } is { $found }.
finding-media_missing = The text names the file { $hash }, which the organisation does not have. Bring it in first.
finding-media_licence_missing = The file { $hash } has no licence. Name the licence of the picture or recording, or that of the task.
finding-formula_given_once = Give the formula once: either as `latex` or as `mathml`.
# Webhooks
finding-webhook_event_unknown = "{ $event }" covers no event. There are { $known }; `item.*` means all that begin so, `*` all.
finding-webhook_endpoint_disabled = Nothing is sent to this endpoint ({ $reason ->
        [gone] its receiver answered that it is gone
       *[other] it was disabled
    }): enable it first.
# Workflow, review and pilots through the interface
finding-workflow_not_in_force = The edition holds from { $from }{ $to ->
        [none] {""}
       *[other] {" "}to { $to }
    }, and today is { $today }: choose one that is in force.
finding-pilot_not_running = The version is in "{ $state }" ({ $phase }): a pilot round is recorded while it is piloted.
finding-pilot_in_future = { $date } has not come yet: record the round when it was held.
finding-pilot_administration_unknown = No statistics of this version were imported for "{ $administration }": import them, or give the numbers here.
finding-pilot_n_missing = How many candidates had the item is missing: give n, or name an administration with imported p or rit.
finding-promotion_not_offered = Version { $number } is not offered to the open collection: it has to be approved, not secure, and called good by enough of its reviewers.
finding-attribution_missing = Whom to name is missing: give the attribution.
finding-author_hidden = The review is blind: who wrote the item is not told to its reviewers.
# Collections for schools and questionnaires
finding-collection_item_twice = The item { $item } stands in the collection already: leave it once.
finding-collection_item_unknown = There is no item { $item }, or you may not see it.
finding-collection_item_foreign = The item { $item } belongs to an organisation for which you may not publish: ask it to publish the item in a collection of its own.
finding-collection_item_not_open = The item { $item } is { $access }, and a collection is read by everybody: only open items may stand in it.
finding-collection_item_not_released = The item { $item } is neither in use nor released (phase { $phase }, state { $state }): put it in use or release it first.
finding-collection_stimulus_secure = Secure items hang on the stimulus { $stimulus } of the item { $item }, too: a collection would give it away.
finding-collection_item_scored = The item { $item } is not a question only: a questionnaire has items of type QUESTION, without key and points.
finding-collection_item_unscored = The item { $item } has questions without key and points: put it into a questionnaire.
finding-collection_item_summative = The item { $item } is for summative assessment only: a formative collection takes items for formative assessment or for both.
finding-collection_item_level = The item { $item } has no level: say A, B or C.
finding-collection_item_subject = The item { $item } is of the subject { $subject }, the collection of { $expected }.
finding-collection_item_grade = The item { $item } is for grade { $grades }, the collection for { $expected }.
finding-collection_item_language = The item { $item } has no current texts in { $languages }: have them translated or brought up to date.
finding-collection_item_licence = Neither the item { $item } nor the collection names a licence: name one before it is published.
finding-collection_levels_absent = A level set has tasks of the levels A, B and C; { $levels } has none.
finding-collection_empty = There is nothing in the collection: put items in first.
finding-collection_no_language = There is no language in which all items are current: have them translated, or make a collection for each language.
finding-collection_too_many = { $count } items are too many: a collection has { $most } at most.
finding-collection_code_reserved = '{ $code }' is an address of the catalogue itself: choose another code.
finding-collection_subject_missing = Name the subject; only a questionnaire may be without one.
finding-collection_grades_reversed = The lowest grade { $grade_min } is above the highest { $grade_max }.
finding-collection_field_fixed = Schools know the collection by its { $field }: it stays as it was published. Begin another collection.
finding-collection_unchanged = Edition { $edition } is the same: there is nothing new to publish.
finding-collection_not_published = The collection is not published (state { $state }): there is nothing to withdraw.
finding-collection_withdrawn = The collection { $code } was withdrawn on { $at }: { $reason }
finding-collection_keys_not_shown = { $keys ->
        [key_holders] Keys and mark schemes of this collection are for those who have a key to the service.
       *[nobody] Keys and mark schemes of this collection are shown to nobody.
    }
finding-count_days = Ask for days in their order, at most { $most } of them.
finding-round_not_questionnaire = This collection is of the kind { $kind }: a round asks a questionnaire.
finding-round_group_twice = The group { $group } stands in the list twice: leave it once.
finding-round_group_unknown = { $group ->
        [none] Say to which group the sheet belongs
       *[other] There is no group { $group }
    }. Asked are: { $known }.
finding-round_question_unknown = There is no question { $position }{ $part ->
        [none] {""}
       *[other] { " " }with the part { $part }
    }, or it has several parts and none is named.
finding-round_answer_twice = Question { $position } is answered twice on the sheet: leave one answer.
finding-round_more_than_asked = Of the group { $group } { $invited } are asked, and as many sheets are there already: no more can come back.
finding-round_closed = The round is closed: no sheet comes in any more.
finding-round_open = The round is still open: counts are told once it is closed, so that nobody can be found in them.
# Imports by grants of a subject or a language
finding-import_subject_outside = { $subject ->
        [none] The record names no subject, and you import only: { $granted }.
       *[other] You may not bring in tasks of { $subject }; your grants name: { $granted }.
    }
finding-import_language_outside = You may not bring in texts in "{ $language }"; your grants name: { $granted }. Leave its columns empty, or have somebody with a grant for it import them.
# Tasks of several parts and matching tasks in workbooks
workbook-sheet-parts = Parts
workbook-sheet-pairs = Pairs
workbook-column-criteria = Criteria
workbook-column-criteria-note = Codes of the assessment criteria, parted by commas. Those of the descriptors are added by themselves.
workbook-column-part = Part
workbook-column-part-note = The letter of the part: a, b, c … Empty where the task has no parts.
workbook-column-prompt = What the part asks
workbook-column-prompt-note = The text of this part; what all parts share stands on the sheet of tasks.
workbook-column-left = Left
workbook-column-left-note = What is matched. Empty where the right side is one too many.
workbook-column-right = Right
workbook-column-right-note = What belongs to the left side of this row. The service puts the right sides into another order. As many points as pairs: one for each.
workbook-type-match = matching
place-in-file = { $cell ->
        [none] Paragraph { $paragraph }
       *[other] { $cell }
    }
finding-part_unnamed = { place-in-file }: the task has several parts, and this row names none: write its letter (a, b, c …).
finding-part_twice = { place-in-file }: part { $part } of this task stands twice: leave it once.
finding-task_part_unknown = { $cell }: the task has no part { $part }; its parts: { $known }.
finding-part_of_undivided = { $cell }: the task has no parts, and this row names part { $part }: add it on the sheet of parts, or leave the cell empty.
finding-part_unreadable = { place-in-file }: "{ $part }" is no part: write a letter from a to j.
finding-belongs_to_part = { place-in-file }: the task has parts, so "{ $column }" is written with the part it belongs to.
finding-pair_without_right = { place-in-file }: the row of a pair has no right side: write what belongs to the left one.
finding-pairs_beside_options = { place-in-file }: the task has pairs and options: a matching task has pairs only.
finding-pairs_not_for_type = { place-in-file }: pairs belong to a matching task, and this one is of the type { $type }.
# Refused tasks of a document of Word
word-reasons = Reasons
finding-import_not_document = Refused tasks come back as a document from an import of a document only; this one is of the kind { $kind }.
# Recordings of tasks
finding-recording_address = "{ $value }" names no recording: bring it in first and write media: and its hash.
finding-recording_twice = The same recording stands twice in "{ $language }": leave it once.
finding-recording_transcript_missing = Recording { $number } in "{ $language }" is not written down: add what is said in it, for those who review and mark.

# --- the store of media
finding-media_bytes_missing = The bytes of the file { $hash } are not in the store of media: whoever runs the service brings them back from a copy, or bring the file in again.
finding-media_bytes_damaged = The bytes of the file { $hash } were changed in the store of media and are not shown: whoever runs the service brings them back from a copy, or bring the file in again.
finding-author_filter_hidden = You review items blindly, so lists are not cut by who wrote them: leave the author out, or ask for your own with "me".
finding-set_item_twice = The item { $value } stands in the set twice: leave it once.

# --- comparison of cohorts
finding-study_codes_not_rising = The code { $value } is not above the one before it ({ $before }): levels stand from the lowest, and their codes rise.
finding-study_counts_or_sittings = A measurement is given as counts by level or as sittings: give one of them.
finding-study_measurement_missing = The group "{ $group }" has no measurement "{ $value }": give it, or take the measurement out of the study.
finding-study_group_too_small = { $count ->
        [0] Nobody is counted
        [one] Only { $count } pupil is counted
       *[other] { $count } pupils are counted
    } here: a group needs two at least to be compared.
finding-study_named_twice = The name "{ $value }" stands twice: leave it once.
finding-study_result_off_scale = Results of this sitting have the level "{ $value }", which is not on the study's scale ({ $allowed }): add it, or choose other sittings.
finding-study_pupils_twice = At "{ $at }", pupils of this sitting are counted already: { $count } of "{ $other }" stand in "{ $group }". Each pupil counts once at a measurement.
finding-study_nothing_varies = At "{ $at }" nobody of "{ $group }" differs from the others of the own group, in the control group likewise: there is nothing to test by.
finding-published_percent_not_whole = The percentages add up to { $sum }, which rounding does not explain: one of them is wrong or missing.
finding-published_mean_contradicts_percent = The published mean { $mean } does not follow from the published percentages: they give { $implied }. One of the two is wrong.
finding-published_differs_from_counts = Published is { $published }, the counts give { $counted }.
finding-published_levels_exchanged = The percentages of "{ $first }" and "{ $second }" seem to stand in each other's place: changed about, they fit the counts and the mean.
report-level = Level
report-cohorts-description = Bars show for every level which share of each group stands on it; the numbers stand beside the bars.
report-cohorts-axis = share of the group's pupils, %
report-school = School
report-schools-description = Each dot is a school: the further right, the more results. Between the inner lines lie 95 % of schools that are no different from all, between the outer ones 99.8 %; schools beyond them are named.
report-schools-axis = Quality, % of results
report-schools-size = Results
report-grade-description = Bars show how many pupils stand on each level.
report-grade-axis = share of the pupils assessed, %
finding-report_forms_differ = The sitting is of another form than the first one: tasks are compared within one form. Take one form at a time.
finding-report_policies_differ = The sitting is graded under another policy than the first one: levels are counted under one policy. Take one policy at a time.
report-growth-class = class
report-growth-description = Each dot is a sitting; lines join the sittings of one kind on one scale. The class is drawn beside the pupil.
report-growth-axis = percent of the greatest points
report-growth-day = Day
