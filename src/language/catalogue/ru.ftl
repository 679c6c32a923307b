## Виды значений

kind-object = объект
kind-array = список
kind-string = текст
kind-number = число
kind-integer = целое число
kind-boolean = true или false
kind-null = пустое значение

## Чтение документа

finding-document_empty = Документ пуст. Запишите хотя бы один ключ.
finding-document_too_large = Документ слишком велик: читается не более { $bytes } байт и { $values } значений. Разделите его.
finding-document_too_deep = Слишком глубокая вложенность списков и объектов: читается не более { $limit } уровней.
finding-key_too_long = Слишком длинный ключ: допускается не более { $limit } байт.
finding-duplicate_key = Ключ «{ $name }» записан дважды; первый раз — в строке { $first_line }. Оставьте один.
finding-json_syntax = Ошибка в записи JSON: ожидается { $wanted }{ $near ->
        [none] { "" }
       *[other] { " " }перед «{ $near }»
    }.
finding-yaml_syntax = Ошибка в записи YAML: { $problem }.
finding-yaml_tab = В YAML отступы не делают табуляцией. Используйте пробелы.
finding-yaml_many_documents = В файле несколько документов YAML (через «---»). Поместите каждый в отдельный файл.
finding-yaml_tag_refused = Тег YAML «{ $tag }» не подходит к значению или не поддерживается. Уберите его.
finding-yaml_key_not_text = Ключ должен быть текстом, а не списком или объектом.
finding-yaml_alias_unknown = Ссылка стоит внутри собственного якоря. Запишите значение полностью.
finding-number_out_of_range = Число { $value } нельзя сохранить точно. Запишите меньшее число или текст в кавычках.

## Проверка документа

finding-unknown_field = Ключ «{ $name }» здесь неизвестен.{ $nearest ->
        [none] { "" }
       *[other] { " " }Возможно, имелось в виду «{ $nearest }»?
    } Допустимые ключи: { $allowed }.
finding-key_mismatch = Ключ «{ $name }» не соответствует форме { $pattern }.
finding-missing_field = Нет ключа «{ $name }». Добавьте его.
finding-wrong_type = Нужно: { $expected }; получено: { $found }.
finding-not_allowed = Значение «{ $value }» недопустимо.{ $nearest ->
        [none] { "" }
       *[other] { " " }Возможно, имелось в виду «{ $nearest }»?
    } Допустимые значения: { $allowed }.
finding-below_minimum = Значение { $value } слишком мало: нужно не меньше { $minimum }.
finding-above_maximum = Значение { $value } слишком велико: допускается не больше { $maximum }.
finding-too_short = Текст слишком короткий: минимальная длина — { $limit ->
        [one] { $limit } знак
        [few] { $limit } знака
       *[other] { $limit } знаков
    }, в тексте — { $length }.
finding-too_long = Текст слишком длинный: максимальная длина — { $limit ->
        [one] { $limit } знак
        [few] { $limit } знака
       *[other] { $limit } знаков
    }, в тексте — { $length }.
finding-too_few = Слишком мало элементов: минимум — { $limit ->
        [one] { $limit } элемент
        [few] { $limit } элемента
       *[other] { $limit } элементов
    }, есть { $length }.
finding-too_many = Слишком много элементов: максимум — { $limit ->
        [one] { $limit } элемент
        [few] { $limit } элемента
       *[other] { $limit } элементов
    }, есть { $length }.
finding-pattern_mismatch = Значение «{ $value }» не соответствует форме { $pattern }.
finding-not_a_multiple = Значение { $value } не кратно { $step }. Округлите его.
finding-duplicate_entries = В списке есть одинаковые элементы. Каждый может стоять в нём один раз.
finding-shape_mismatch = Значение не имеет ни одной из допустимых форм: { $allowed }. Получено: { $found }.
finding-invalid_value = Значение не принято: { $problem }.
finding-more_findings = Замечаний больше { $shown }; показаны первые { $shown }.

problem-title-malformed = Запрос не читается
problem-malformed = По этому адресу ожидается другое; смотрите ошибки.
problem-title-unauthenticated = Кто вы?
problem-unauthenticated = Запрос пришёл без действующего ключа. Передайте «Authorization: Bearer КЛЮЧ» с неистёкшим и неотозванным ключом.
problem-title-denied = Нет разрешения
problem-denied = Для этого нужно разрешение { $permission } на объект; обратитесь к администратору организации.
problem-title-not_found = Не найдено
problem-not_found = Такого объекта ({ $kind }) нет, или он вам не виден.
problem-title-method_not_allowed = Метод не поддерживается
problem-method_not_allowed = Этот адрес не принимает такой метод.
problem-title-not_acceptable = В таком формате недоступно
problem-not_acceptable = Это нельзя выдать в формате, который вы принимаете. Он есть как { $offered }.
problem-title-conflict = Противоречит сохранённому
problem-conflict = Запрос противоречит сохранённым данным; смотрите ошибки.
problem-title-stale = Кто-то успел раньше
problem-stale = Изменяемая редакция уже не текущая (сейчас { $current }). Прочитайте её снова и повторите изменение.
problem-title-too_large = Слишком большой запрос
problem-too_large = Запрос больше, чем принимает служба.
problem-title-invalid = Ошибки во входных данных
problem-invalid = Замечаний: { $count }; ничего не сохранено. Смотрите ошибки.
problem-title-infeasible = Вариант составить нельзя
problem-infeasible = Причин, по которым из имеющегося банка такой вариант не составить: { $count }; вариантов не сохранено. Смотрите ошибки.
problem-title-idempotency_key_reused = Ключ идемпотентности уже использован
problem-idempotency_key_reused = Этот Idempotency-Key использован для другого запроса. Возьмите новый ключ.
problem-title-precondition_missing = Укажите изменяемую редакцию
problem-precondition_missing = Передайте If-Match с прочитанной меткой.
problem-title-internal = Наша ошибка
problem-internal = Что-то сломалось у нас. Запись в журнале — под этим номером запроса.
problem-title-unavailable = Попробуйте ещё раз
problem-unavailable = Служба занята или её база данных не отвечает. Повторите немного позже.
problem-title-media_away = Файлы сейчас недоступны
problem-media_away = Хранилище изображений и записей не отвечает; всё остальное работает. Повторите немного позже.
problem-title-bytes_lost = Содержимого файла нет
problem-bytes_lost = Хранилище изображений и записей отвечает, но не тем, что в него положили; см. ошибки.
finding-immutable = Запечатанное не меняется: { $what }. Создайте новую версию.
finding-cursor_forged = Этот курсор выдан не этой службой. Начните снова без курсора.
finding-zone_unknown = «{ $value }» — не часовой пояс IANA. Укажите, например, Asia/Almaty.
finding-reference_unknown = Нет объекта «{ $value }», на который вы можете сослаться. Проверьте идентификатор.
finding-already_taken = «{ $value }» уже занято. Выберите другое.
finding-permission_not_yours = У вас самих нет разрешения { $permission }, поэтому его не может быть и у ключа.
finding-time_past = Этот момент уже прошёл. Укажите будущий.
finding-setup_token_unusable = Ссылка настройки использована или истекла. Запустите службу снова, чтобы получить новую.
finding-idempotency_key_length = В Idempotency-Key от 1 до { $maximum } знаков.
finding-not_utf8 = Тело запроса — не текст UTF-8.
finding-query_syntax = Строка запроса не читается.

finding-answer_field_unfit = У ответа на задание типа { $type } нет поля «{ $field }»: укажите «{ $expected }».
finding-answer_blank_with_content = Ответ помечен как пустой, но содержит данные: уберите одно из двух.
finding-answer_missing = Для ответа на задание типа { $type } нужно поле «{ $expected }»; если задание не выполнено, укажите "blank": true.
finding-answer_option_unknown = В задании нет варианта «{ $option }»: выберите из { $allowed }.
finding-answer_option_twice = Вариант «{ $option }» указан дважды: укажите его один раз.
finding-answer_too_many_choices = Выбрано вариантов: { $chosen }, разрешено не более { $most }; ответ сохранён и оценивается по правилу задания.
finding-mark_on_questionnaire = Часть { $part } — вопрос анкеты, баллы за неё не ставятся: уберите эту отметку.
finding-mark_needs_descriptor = Часть { $part } оценивается по дескрипторам: укажите один из { $descriptors }.
finding-mark_scheme_without_descriptors = В схеме баллов части { $part } ({ $scheme }) нет дескрипторов: укажите баллы за всю часть.
finding-mark_descriptor_unknown = В части { $part } нет дескриптора «{ $descriptor }»: укажите один из { $descriptors }.
finding-mark_not_a_number = Баллы не являются числом: укажите число от 0 до максимума.
finding-mark_too_fine = В числе баллов { $points } больше двух знаков после запятой: оставьте не более двух.
finding-mark_negative = Баллы { $points } меньше нуля: укажите 0 или больше.
finding-mark_above_maximum = Баллы { $points } больше максимума { $max }: укажите не более { $max }.
finding-mark_outside_bands = Баллы { $points } не попадают ни в один уровень рубрики: уровни — { $bands }.
finding-mark_twice = Часть { $part } (дескриптор «{ $descriptor }») оценена дважды из источника «{ $source }»: оставьте одну отметку.
finding-mark_supersedes_unknown = Отметка { $mark } заменяет отметку { $old }, которой нет в этой работе: укажите действующую отметку.
finding-mark_supersedes_other = Отметка { $mark } не может заменить отметку { $old }: нужна более ранняя отметка того же задания, части и дескриптора.
finding-mark_superseded_twice = Отметку { $old } уже заменила отметка { $first }: отметка { $mark } должна заменять действующую.
finding-numbers_too_unlike = Максимумы настолько различны, что точную сумму вычислить нельзя: проверьте максимумы.
finding-journal_points_range = { $points } из { $max } баллов невозможно: максимум должен быть больше 0, а баллы — от 0 до максимума.
finding-journal_fa_below_scale = Баллы { $points } ниже шкалы журнала от { $low } до { $high }: укажите не менее { $low } или уберите запись.
finding-policy_field_empty = Это поле правил оценивания пусто: заполните его.
finding-policy_version_zero = Номера версий правил оценивания начинаются с 1.
finding-policy_date_invalid = «{ $date }» — не дата: запишите год, месяц и день так: 2026-09-01.
finding-policy_ends_before_it_begins = Правила заканчиваются { $to }, раньше начала { $from }: исправьте одну из дат.
finding-policy_grades_range = Классы от { $low } до { $high } — не диапазон в пределах 0–13: укажите сначала младший, затем старший класс.
finding-policy_ungraded_outside = Безотметочный класс { $grade } не входит в классы { $low }–{ $high } этих правил: расширьте диапазон или уберите его.
finding-policy_weights_sum = Сумма весов { $sum }: ФО, СОР и СОЧ вместе должны давать 100.
finding-policy_percent_range = { $percent } — не процент: укажите число от 0 до 100.
finding-policy_bands_empty = В правилах оценивания нет границ оценок: укажите хотя бы одну, от 0.
finding-policy_grade_twice = Для оценки «{ $grade }» заданы две границы: у каждой оценки должна быть одна.
finding-policy_bands_order = После границы { $before } стоит { $from }: нижние границы должны идти только по возрастанию или только по убыванию.
finding-policy_bands_start = Самая низкая граница — { $lowest }: она должна быть 0, чтобы каждому проценту соответствовала оценка.
finding-policy_level_split = Уровень «{ $level }» прерывается другим: границы одного уровня должны стоять рядом.
finding-policy_quality_below_progress = Качество начинается с { $quality }, ниже успеваемости { $progress }: качество не должно быть ниже.
finding-policy_fa_points = Шкала журнала от { $low } до { $high } — не диапазон: укажите наименьший балл (0 или больше), затем больший.
finding-policy_rounding_places = { $places } — слишком много знаков после запятой: округляйте до 0, 1 или 2.

finding-candidate_twice = Версия { $version } задания «{ $item }» указана среди кандидатов дважды: оставьте её один раз.
finding-candidate_p_out_of_range = Трудность p задания «{ $item }» (версия { $version }) не лежит между 0 и 1: исправьте статистику или уберите её.
finding-candidate_p_without_n = Трудность p задания «{ $item }» (версия { $version }) не опирается ни на одного испытуемого: укажите n больше 0 или уберите статистику.
finding-candidate_points_negative = У задания «{ $item }» (версия { $version }) отрицательные баллы: укажите 0 или больше.
finding-candidate_minutes_negative = У задания «{ $item }» (версия { $version }) отрицательное время: укажите 0 или больше либо не указывайте его.
finding-component_unknown = В спецификации нет компонента «{ $component }»: выберите из { $known }.
finding-component_without_rows = У компонента «{ $component }» нет строк, поэтому неизвестно, что должно быть в варианте: напишите его план.
finding-row_section_unknown = Строка «{ $row }» относится к разделу «{ $section }», которого нет: укажите раздел спецификации.
finding-languages_not_of_component = Ни один тест этого компонента не существует на языках «{ $languages }»: выберите языки одного из наборов: { $known }.
finding-subject_choice_missing = Предмет этого компонента выбирает испытуемый: { $known ->
        [none] укажите предмет.
       *[other] укажите один из { $known }.
    }
finding-subject_not_a_choice = «{ $subject }» не входит в предметы по выбору: { $known }.
finding-subject_is_fixed = Предмет этого компонента — { $known }; «{ $subject }» для него выбрать нельзя.
finding-forms_out_of_range = Число вариантов должно быть от 1 до { $most }.
finding-gap_out_of_range = Допуск должен быть числом от 0 до 1.
finding-guard_out_of_range = Предел времени должен быть числом секунд больше 0.
finding-item_forced_and_blocked = Задание «{ $item }» одновременно обязательное и запрещённое: оставьте его в одном из списков.
finding-forced_item_unknown = Обязательного задания «{ $item }» нет среди кандидатов: проверьте код или уберите его.
finding-forced_item_fits_no_row = Обязательное задание «{ $item }» не подходит ни к одной строке; ближе всего строка «{ $row }», мешает: { $reasons }.
finding-row_short = Строке «{ $row }» нужно заданий: { $need } (вариантов: { $forms }), подходит: { $have } (цели: { $objectives ->
        [none] любые
       *[other] { $objectives }
    }; типы: { $types ->
        [none] любые
       *[other] { $types }
    }; уровень мышления: { $thinking ->
        [none] любой
       *[other] { $thinking }
    }; языки: { $languages }). На рецензии: { $in_review }, во всех других фазах вместе: { $in_other_phases }, только на другом языке: { $in_other_languages }.{ $nearest_count ->
        [0] { "" }
       *[other] { " " }Если отказаться от одного условия «{ $nearest }», добавится { $nearest_count }.
    }{ $kept_out ->
        [none] { "" }
       *[other] { " " }Задания, которые не проходят только по одному правилу: { $kept_out }.
    }{ $used_in ->
        [none] { "" }
       *[other] { " " }Исключены, так как использованы в четверти: { $used_in }.
    }{ $enemies ->
        [none] { "" }
       *[other] { " " }У всех { $enemies } подходящих заданий есть враги, а из каждой группы врагов в варианте может стоять лишь одно.
    }
finding-rows_compete = Строки { $rows } претендуют на одни и те же задания: вместе им нужно { $need } (вариантов: { $forms }), разных подходящих заданий { $have }. Добавьте задания к любой из них или просите меньше.
finding-constraints_conflict = При нынешнем банке эти ограничения противоречат друг другу: { $constraints }. Ослабьте одно из них или добавьте задания.{ $minimal ->
        [true] { "" }
       *[other] { " " }Поиск был прерван; возможно, виноваты не все из них.
    }
finding-constraint_out_of_reach_below = «{ $constraint }» требует не меньше { $need }; что ни выбрать, подходящие задания дают не больше { $have }. Добавьте задания, которые дают больше, или просите меньше.{ $with_other_phases ->
        [none] { "" }
       *[other] { " " }Вместе с утверждёнными, пилотируемыми и находящимися на рецензии: { $with_other_phases }.
    }
finding-constraint_out_of_reach_above = «{ $constraint }» допускает не больше { $need }; что ни выбрать, подходящие задания дают не меньше { $have }. Добавьте задания, которые дают меньше, или допустите больше.{ $with_other_phases ->
        [none] { "" }
       *[other] { " " }Вместе с утверждёнными, пилотируемыми и находящимися на рецензии: { $with_other_phases }.
    }
finding-relaxation_would_do = Для варианта было бы достаточно: { $changes }.{ $cheapest ->
        [true] { "" }
       *[other] { " " }Поиск был прерван; возможно, хватит и меньшего.
    }
finding-nearest_form = Ближайший вариант нарушает ограничений: { $count } ({ $violations }). Он показан, но не сохранён.
finding-assembly_limit_reached = Предел наступил раньше ответа (просмотрено узлов: { $nodes }): увеличьте пределы или допуск и запустите снова. Ничего не сохранено.
finding-solver_failed = Решатель не справился ({ $problem }): запустите снова, а если повторится — сообщите.
finding-form_breaks_constraint = Пересчёт отверг вариант { $form }: нарушено ограничение { $kind } { $about } (получено { $achieved }). Это ошибка службы; ничего не сохранено.
finding-minutes_unknown = У { $count } из { $of } подходящих заданий нет времени, и в рабочем времени они считаются нулём: укажите время.
finding-statistics_missing = У { $count } из { $of } подходящих заданий нет статистики трудности; целевая средняя трудность на них не распространяется.
finding-form_language_missing = Вариант не существует на языке «{ $language }».
finding-form_item_missing = Закреплённая на позиции { $position } версия задания отсутствует.
finding-form_text_missing = У задания на позиции { $position } нет текстов на языке «{ $language }».
finding-form_stimulus_missing = Стимул задания на позиции { $position } отсутствует.
finding-form_stimulus_text_missing = У стимула задания на позиции { $position } нет текста на языке «{ $language }».

finding-academic_year_invalid = Учебный год «{ $value }» — не два года подряд: напишите { $expected }.
finding-accepted_missing_in_language = У части { $part } нет принимаемого ответа на языке { $language }: добавьте его или дайте ответы для всех языков.
finding-band_reversed = Полоса { $band } идёт от { $min } вниз до { $max }: сначала укажите меньшие баллы.
finding-bands_missing = Часть { $part } оценивается по полосам, но их нет: добавьте полосы от 0 до её баллов.
finding-bands_not_contiguous = Полоса { $band } ({ $min }–{ $max }) не продолжает { $below }, которая кончается на { $below_max }: начните её на один балл выше { $below_max }.
finding-bands_not_from_zero = Нижняя полоса { $band } ({ $min }–{ $max }) должна начинаться с 0.
finding-bands_not_to_points = Верхняя полоса { $band } ({ $min }–{ $max }) должна кончаться на { $points } — баллах части.
finding-battery_score_mismatch = Сумма баллов компонентов — { $sum }, у батареи — { $total }: измените одно из них.
finding-blueprint_missing = У компонента { $id } нет строк: задайте их в компоненте или в «blueprints».
finding-blueprint_of_unknown_component = В «blueprints» есть строки для «{ $id }», такого компонента нет: укажите код компонента.
finding-blueprint_twice = У компонента { $id } строки и в нём самом, и в «blueprints»: оставьте одно.
finding-break_after_end = Перерыв через { $after } мин выходит за тест в { $duration } мин: перенесите его.
finding-choice_missing = Компонент выбирает участник, но нет «choice»: перечислите допустимые пары.
finding-choice_pair_of_one = Пара называет { $subject } дважды: назовите два предмета.
finding-choice_without_component = Есть «choice», но нет компонента с предметом by_choice: добавьте его или уберите выбор.
finding-closed_type_marked_by_person = Часть { $part } типа { $type } имеет схему { $scheme }: её будет оценивать человек, хотя может ключ.
finding-code_pattern_mismatch = Код { $code } не соответствует образцу { $pattern }: исправьте код или образец.
finding-code_too_long = Код { $code } длиннее { $most } знаков: сократите его.
finding-column_missing = В таблице нет столбца «{ $column }», нужного профилю: добавьте его.
finding-column_twice = Столбец «{ $column }» встречается дважды: переименуйте или удалите один.
finding-column_unused = Профиль не использует столбец «{ $column }»: нет ли опечатки в названии?
finding-component_items_mismatch = В строках { $of } заданий { $sum }, у компонента — { $total }: измените одно из них.
finding-component_points_mismatch = Сумма баллов строк { $of } — { $sum }, у компонента — { $total }: измените одно из них.
finding-criterion_objective_not_in_rows = Критерий { $criterion } называет цель { $code }, которой нет ни в одной строке: добавьте строку или уберите цель.
finding-criterion_without_objective = Критерий { $criterion } объединяет { $objectives }, у задания нет ни одной из этих целей: добавьте цель или уберите критерий.
finding-date_invalid = «{ $value }» — не дата: напишите её как 2026-09-01.
finding-descriptor_names_foreign_code = Дескриптор { $descriptor } называет { $code } ({ $field }), которого нет у задания: добавьте его заданию или исправьте дескриптор.
finding-descriptor_points_not_positive = У дескриптора { $descriptor } { $points } баллов: дайте больше 0.
finding-descriptors_missing = Часть { $part } оценивается по дескрипторам, но их нет: добавьте их.
finding-duplicate_id = «{ $id }» уже есть в { $first }: дайте каждому свой код.
finding-duplicate_options = Варианты { $first } и { $second } одинаковы ({ $language }): измените один.
finding-duration_missing = Длительность не указана: время участников не будет ограничено.
finding-encoding_invalid = Байт { $byte } — не { $encoding }: сохраните файл в UTF-8.
finding-external_id_missing = У записи нет собственного кода: задайте его, чтобы повторный импорт её не удвоил.
finding-field_not_for_scheme = «{ $field }» не имеет смысла для схемы { $scheme }: уберите или измените схему.
finding-field_not_for_stimulus = «{ $field }» не имеет смысла для стимула вида { $kind }: уберите.
finding-field_not_for_type = «{ $field }» не имеет смысла для типа { $type }: уберите или измените тип.
finding-file_empty = Файл пуст: нужны строка заголовков и записи.
finding-grade_out_of_range = Класс { $grade } больше { $max }: исправьте.
finding-grade_outside_subject = { $subject } — классы с { $min } по { $max }, а не { $grade }: исправьте класс или предмет.
finding-grades_reversed = Младший класс { $min } больше старшего { $max }: поменяйте их.
finding-key_absent = У записи нет ключа: добавьте его.
finding-key_forbidden = В документе вида { $document } не бывает «{ $key }»: уберите или смените схему.
finding-key_is_every_option = Все варианты — ключи: добавьте неверный вариант.
finding-key_is_longest_option = Ключ { $option } намного длиннее других ({ $length } знаков, следующий — { $next }): он выдаёт себя.
finding-key_missing = У части { $part } типа { $type } нет ключа: добавьте его.
finding-key_not_among_options = Ключа «{ $key }» нет среди вариантов { $labels }: исправьте.
finding-key_not_for_type = У задания типа { $type } нет ключа, но в записи «{ $key }»: уберите или измените тип.
finding-key_required = В документе вида { $document } нужен «{ $key }»: добавьте.
finding-key_too_many = У задания типа { $type } ровно один ключ, здесь { $have } ({ $keys }): оставьте один или смените тип на MULTI.
finding-key_unknown_id = «{ $id }» здесь нет: выберите из { $known }.
finding-language_unreadable = «{ $value }» — не код языка: сопоставьте его с кодом, например kk.
finding-languages_missing = Не указан язык обучения: назовите хотя бы один.
finding-level_above_hundred = Уровень { $level } начинается с { $from } %: нижние границы — не выше 100.
finding-levels_not_from_zero = Первый уровень { $level } начинается с { $from }: нужно с 0.
finding-levels_overlap = Уровень { $level } с { $from } не выше { $below } с { $below_from }: уровни пересекаются; поднимите границу.
finding-licence_missing = Нет лицензии: укажите её, иначе ничего с этим материалом нельзя утвердить.
finding-look_alike_letters = Внутри слов есть буквы другого алфавита ({ $letters }): наберите их заново ({ $language }).
finding-manifest_key_not_trusted = Манифест подписан ключом { $key }, а доверенный ключ другой.
finding-manifest_snapshot_unknown = В базе нет кандидатов { $hash }: дайте таблицу файлом.
finding-manifest_specification_unknown = В базе нет спецификации «{ $id }» версии { $version }: дайте её файлом.
finding-manifest_tampered = Манифест изменён после подписания, или его подпись повреждена: получите его снова там, где он сделан.
finding-manifest_unsigned = Манифест не подписан, а нужен доверенный ключ.
finding-mapping_attribute_missing = Профиль не говорит, откуда берётся «{ $attribute }»: добавьте правило.
finding-mapping_code_without_external_id = В шаблоне кода «{ $code }» нет {"{"}external_id{"}"}: у всех заданий был бы один код.
finding-mapping_language_rule = Тексты «{ $word }» требуют правила для языка записи, а правило — этих текстов: задайте оба или ни одного.
finding-mapping_language_unknown = «{ $code }» — не код языка: напишите код, например kk.
finding-mapping_options_rule = В JSON Lines варианты берутся из списка, в CSV — из столбцов: задайте то, что подходит источнику.
finding-mapping_pointer_invalid = «{ $from }» — не указатель JSON: начните его с косой черты.
finding-mapping_rule_from_or_value = В правиле либо «from», либо «value»: задайте ровно одно.
finding-max_chosen_below_keys = Можно выбрать не больше { $max_chosen }, а ключей { $keys }: поднимите предел.
finding-max_chosen_missing = Правилу { $rule } нужен «max_chosen»: укажите, сколько вариантов можно выбрать.
finding-max_correct_above_options = Ключей { $max_correct } больше, чем вариантов { $options }: уменьшите число.
finding-minutes_mismatch = Сумма минут — { $sum }, длительность — { $total }: измените одно из них.
finding-minutes_missing = Время выполнения не указано: задайте минуты.
finding-minutes_negative = Минуты меньше нуля: дайте 0 или больше.
finding-minutes_per_candidate_missing = У раздела { $section } отдельное заседание: укажите минуты на участника.
finding-negative_stem = Отрицание в условии («{ $word }», { $language }): спросите утвердительно или выделите слово.
finding-number_invalid = «{ $value }» — не десятичное число: пишите цифры с точкой, например 12.5.
finding-number_unreadable = «{ $value }» не читается как число для «{ $attribute }»: исправьте.
finding-numbers_differ_between_languages = В условии числа { $first_numbers } ({ $first }) и { $second_numbers } ({ $second }): сверьте переводы.
finding-numeric_options_unordered = Варианты — числа без порядка: упорядочьте их.
finding-objective_of_other_grade = Цель { $code } относится к { $grade } классу: так и задумано?
finding-objectives_missing = Не названа ни одна цель: назовите хотя бы одну.
finding-option_all_or_none = Вариант { $option } означает «все» или «ни один» («{ $text }»): замените его.
finding-option_empty = У варианта { $option } нет текста ({ $language }): напишите его.
finding-option_label_invalid = Метка «{ $label }» пуста или повторяется: дайте каждому варианту свою.
finding-options_differ_by_case_only = Варианты { $first } и { $second } различаются только регистром ({ $language }): так и задумано?
finding-options_differ_in_length = Самый длинный вариант — { $longest } знаков, самый короткий — { $shortest }: выровняйте их.
finding-options_not_list = Варианты — не список: исправьте указатель или запись.
finding-options_too_few = Заданию типа { $type } нужно не меньше { $need } ({ $list }), здесь { $have }: добавьте.
finding-options_too_many = У задания типа { $type } не больше { $most } вариантов, здесь { $have }: уберите лишние.
finding-order_incomplete = В верном порядке нет { $ids }: включите все варианты.
finding-overlap_above_items = Общих заданий { $overlap }, а всего их { $items }: уменьшите число.
finding-pairs_incomplete = У { $ids } нет пары: дайте её каждому левому элементу.
finding-parallel_forms_out_of_range = Параллельных вариантов { $have }: задайте от 1 до 100.
finding-parent_rubric_incomplete = В рубрикаторе для родителей ({ $criterion }) нет { $missing }: добавьте.
finding-parts_missing = У задания нет частей: добавьте хотя бы одну.
finding-parts_sum_mismatch = Сумма баллов частей — { $sum }, у задания — { $points }: измените одно из них.
finding-pattern_invalid = Образец { $pattern } — не регулярное выражение ({ $reason }): исправьте.
finding-points_missing = У части { $part } нет баллов: дайте больше 0.
finding-points_negative = { $points } баллов — меньше нуля: дайте 0 или больше.
finding-points_sum_mismatch = Сумма дескрипторов части { $part } — { $sum }, у части — { $points } баллов: измените одно из них.
finding-pool_code_missing = В таблице нет столбца «code» (или id, item, item_id, item_code): добавьте его или укажите в профиле, какой это столбец.
finding-pool_column_reserved = Имя столбца «{ $column }» правила используют для другого, или оно слишком длинное: переименуйте столбец или назовите его атрибут в профиле.
finding-pool_empty = В таблице нет заданий: добавьте хотя бы одну строку.
finding-pool_information_impossible = Параметры { $parameters } модели { $model } не дают информации, с которой можно считать: c — от 0 и меньше 1, d — больше c и не больше 1, все обычной величины.
finding-pool_item_twice = Версия { $version } задания «{ $item }» уже есть в строке { $line }: оставьте одну из строк.
finding-pool_number_outside = «{ $value }» вне пределов от { $least } до { $most } для «{ $attribute }»: исправьте.
finding-pool_parameter_unknown = Параметра «{ $name }» нет: известны a, b, c, d, b1, b2 ….
finding-pool_parameters_not_whole = По одним { $parameters } модель { $model } не посчитать: добавьте недостающее или исправьте модель.
finding-pool_stimulus_differs = У стимула «{ $stimulus }» в строке { $line } другое значение «{ $attribute }»: все его задания говорят о нём одно и то же.
finding-pool_stimulus_without_code = «{ $attribute }» сказано о стимуле, но строка его не называет: заполните «stimulus».
finding-prefix_without_objectives = Ни одна цель предмета { $subject } не начинается с { $prefix }: исправьте префикс.
finding-prompt_missing = Часть { $part } не говорит, что спрашивается ({ $language }): напишите вопрос.
finding-question_has_points = Часть { $part } — вопрос анкеты, у неё { $points } баллов: поставьте 0.
finding-quote_unclosed = Ячейка в кавычках, начатая в этой строке, не закрыта: закройте кавычку.
finding-range_reversed = Диапазон идёт от { $min } вниз до { $max }: поменяйте числа.
finding-read_failed = Чтение остановилось здесь ({ $reason }): проверьте файл.
finding-record_not_json = Строка — не JSON ({ $reason }): исправьте.
finding-record_not_object = Строка — JSON, но не объект: пишите по объекту в строке.
finding-record_too_long = Запись длиннее { $most } байт: разделите её или закройте кавычку.
finding-recording_number_zero = «{ $field }» равно 0: дайте хотя бы 1.
finding-row_field_not_for_types = Строка { $row }: «{ $field }» не подходит ни к одному из типов { $types }: уберите или измените типы.
finding-row_items_zero = Строка { $row } требует 0 заданий: дайте хотя бы 1.
finding-row_objectives_missing = Строка { $row } не говорит, о чём её задания: назовите цели или префикс.
finding-row_points_not_positive = Строка { $row } даёт { $points } баллов: дайте больше 0.
finding-row_width_mismatch = В строке { $have } ячеек, в заголовке { $need }: проверьте разделители.
finding-rows_sum_mismatch = Сумма баллов строк — { $sum }, максимум — { $total } ({ $of }): измените одно из них.
finding-rule_not_for_type = Правило { $rule } не имеет смысла для типа { $type }: выберите другое.
finding-scheme_missing = Часть { $part } типа { $type } оценивает человек, а схема — { $scheme }: добавьте дескрипторы или полосы.
finding-scheme_not_for_type = Часть { $part } типа { $type } не может иметь схему { $scheme }: выберите другую.
finding-seconds_missing = Нет длительности записи ({ $kind }): укажите секунды.
finding-section_not_named = Строка { $row } не называет раздел: назовите его.
finding-section_sum_mismatch = Сумма баллов строк раздела { $of } — { $sum }, у раздела — { $total }: измените одно из них.
finding-section_without_rows = У раздела { $section } нет строк: добавьте их или уберите раздел.
finding-sections_score_mismatch = Сумма баллов разделов — { $sum }, максимум — { $total }: измените одно из них.
finding-share_out_of_range = «{ $field }» равно { $share }: дайте число от 0 до 1.
finding-share_range_invalid = Доля { $level } — от { $min } до { $max }: дайте два числа от 0 до 1, сначала меньшее.
finding-share_unreachable = Строки { $rows } дают { $level } долю от { $least } до { $most }, требуется от { $min } до { $max }: измените строки или долю.
finding-shares_never_sum_to_one = Доли вместе дают от { $min } до { $max } и никогда не 1: расширьте их.
finding-source_language_without_texts = Для исходного языка { $language } нет текстов: добавьте их или назовите другой.
finding-stem_empty = У задания нет текста ({ $language }): напишите условие.
finding-stimulus_body_empty = У стимула ({ $kind }) нет текста или расшифровки на { $language }: напишите.
finding-stimulus_count_out_of_range = { $count } стимулов на { $items } заданий невозможно: дайте от 1 до { $items }.
finding-term_out_of_range = Четверти { $term } нет: дайте от 1 до 4.
finding-test_language_unknown = «{ $value }» — не язык теста: напишите код, например kk, или { $word }.
finding-text_empty = Этот текст пуст: напишите или уберите его.
finding-text_for_unknown_id = Есть текст для «{ $id }» ({ $what }), которого нет: выберите из { $known }.
finding-text_missing_for_id = У «{ $id }» ({ $what }) нет текста на языке { $language }: напишите.
finding-text_missing_in_language = Нет текста на языке { $language }: добавьте.
finding-text_only_in_some_languages = «{ $field }» есть на других языках, но не на { $language }: переведите.
finding-texts_missing = Нет текстов ни на одном языке: добавьте.
finding-thinking_counts_mismatch = Строка { $row }: по уровням мышления { $sum } заданий, в строке { $total }: измените одно из них.
finding-thinking_missing = Нет уровня мышления при назначении { $purpose }: выберите KU, AP или HO.
finding-threshold_above_maximum = Порог { $points } ({ $of }) должен быть от 0 до { $max }: исправьте.
finding-unit_required_without_units = Единица обязательна, но ни одна не указана: перечислите её написания.
finding-unknown_criterion = У предмета { $subject } нет критерия { $code }; ближайшие: { $nearest }.
finding-unknown_grading_policy = Нет правил оценивания { $code }; ближайшие: { $nearest }.
finding-unknown_language = «{ $code }» — не код языка; ближайшие: { $nearest }.
finding-unknown_objective = У предмета { $subject } нет цели { $code }; ближайшие: { $nearest }.
finding-unknown_programme = Нет программы { $code }; ближайшие: { $nearest }.
finding-unknown_section = Нет раздела { $section }: выберите из { $known }.
finding-unknown_stimulus = Нет стимула { $code }: сначала создайте его или исправьте код.
finding-unknown_subject = Нет предмета { $code }; ближайшие: { $nearest }.
finding-unknown_unit = У предмета { $subject } нет раздела { $code } в этом классе; ближайшие: { $nearest }.
finding-validity_reversed = Кончается { $to }, раньше начала { $from }: исправьте одну из дат.
finding-value_missing = Нет значения «{ $attribute }»: добавьте.
finding-value_not_mapped = «{ $value }» неизвестно для «{ $attribute }»; ближайшие: { $nearest }; известны: { $known }.
finding-value_not_text = «{ $attribute }» — список или объект: дайте текст.
finding-value_unreadable = Из записи не получается задание ({ $reason }): проверьте профиль.
finding-variants_exactly_one = Компонент { $of } задаёт и «language_versions», и «distinct_tests» или ни одного: задайте ровно одно.
finding-version_zero = Номера версий начинаются с 1.
finding-version_published_otherwise = Версия { $version } документа «{ $code }» опубликована с другим содержанием: дайте новому содержанию новый номер версии.
finding-specification_draft_open = Версия { $version } ещё черновик: измените её или опубликуйте, прежде чем начинать следующую.
finding-specification_code_fixed = Код спецификации «{ $code }» не меняется: укажите его в поле id или создайте другую спецификацию.
finding-specification_version_fixed = У этого текста должен быть номер версии { $version }: исправьте его.
finding-specification_state = Версия { $version } в состоянии «{ $state }», а нужно «{ $needed }».
problem-title-forbidden = Запрещено правилом
problem-forbidden = Разрешение у вас есть, но правило не позволяет это вам; см. ошибки.
finding-version_published_with_other_content = Версия { $version } программы «{ $code }» уже опубликована с другим содержанием. Опубликуйте её следующей версией.
finding-stimulus_in_use = На стимуле «{ $code }» держится запечатанное задание, поэтому он не меняется. Создайте новый стимул с другим кодом.
finding-item_code_fixed = Код задания — «{ $code }», он не меняется. Укажите этот код.
finding-version_open = Версия { $number } задания находится в фазе { $phase }. Завершите её, прежде чем начинать следующую.
finding-version_not_draft = Версия { $number } находится в фазе { $phase }; менять можно только черновик. Начните новую версию.
finding-phase_forbids = Действие { $action } невозможно в фазе { $phase }. Оно возможно из фаз: { $from }.
finding-own_item_reviewed = Вы писали эту версию, поэтому проверить её должен кто-то другой.
finding-variant_stale = Тексты на языке «{ $language }» старше своего источника на языке «{ $source }». Проверьте их и сохраните снова.
finding-resubmitted_unchanged = После возврата версии { $number } ничего не изменилось. Исправьте названное рецензентом и отправьте снова.
finding-language_invalid = «{ $value }» — не код языка. Напишите две-три строчные латинские буквы, например kk.
finding-enemies_too_few = Задание не может быть несовместимо само с собой: назовите два разных задания или больше.
finding-enemy_named_twice = Задание «{ $item }» названо дважды, впервые — в { $first }. Оставьте одно.
finding-enemy_other_subject = Задание по предмету { $subject }, первое — по предмету { $expected }. Несовместимыми бывают задания одного предмета.
finding-statistic_out_of_range = { $metric } лежит между { $minimum } и { $maximum }, а { $value } — нет.
finding-statistic_model_unfit = Показатель { $metric } не относится к модели { $model }. Её показатели: { $allowed }.
finding-statistic_taken = У этой версии задания этот показатель из этого проведения уже есть. Назовите другое проведение или уберите строку.
finding-standard_error_negative = Стандартная ошибка { $value } меньше 0. Укажите 0 или больше.
finding-specification_not_approved = Версия { $version } спецификации в состоянии { $state }: варианты составляются только по утверждённой или опубликованной версии.
finding-assembly_timed_out = Решение прервано через { $seconds } с без ответа: запросите меньше вариантов, больший допуск или меньше правил.
finding-solver_crashed = Решатель завершился с ошибкой, ничего не сохранено. Повторите запрос; если ошибка повторится, уменьшите число вариантов или заданий.
finding-assembly_cancelled = Составление отменено, варианты не созданы.
finding-form_state = Вариант в состоянии { $state }, а нужно состояние: { $needed }.
finding-form_item_unusable = Задание { $position }, код { $item }, теперь в фазе { $phase }: составьте новый вариант без него.

## Условия и правила сборки

finding-candidate_attribute_bad = Признак «{ $attribute }» задания { $item } (версия { $version }) не является конечным числом от -1 000 000 000 до 1 000 000 000. Исправьте его или уберите, если он неизвестен.
finding-candidate_attribute_reserved = Задание { $item } (версия { $version }) приносит собственный признак с именем «{ $attribute }»: такой уже есть у каждого задания или стимула либо имя пусто или слишком длинно. Назовите его иначе.
finding-candidate_parameter_bad = Параметр «{ $parameter }» задания { $item } (версия { $version }) на шкале «{ $scale }» — не число от −1000 до 1000. Исправьте калибровку или уберите набор.
finding-candidate_stimulus_contradicts = У стимула { $stimulus } при задании { $item } (версия { $version }) другие сведения, чем при задании { $other }. Указывайте одни и те же сведения при всех заданиях стимула.
finding-expression_empty = Условие пусто. Напишите его или уберите ключ.
finding-expression_kind = В условии в столбце { $column } нужно { $wanted ->
        [number] число
        [text] текст
        [texts] список
       *[truth] сравнение или имя признака
    }, а стоит { $is ->
        [number] число
        [text] текст
        [texts] список
       *[truth] истина или ложь
    }.
finding-expression_list_compared = В условии в столбце { $column } сравнивается список: напишите «has», чтобы спросить об одном из его значений.
finding-expression_name_empty = Условие не читается в столбце { $column }: между обратными кавычками нет имени.
finding-expression_number_bad = Условие не читается в столбце { $column }: «{ $number }» не число. Имена, которые начинаются с цифры, стоят в обратных кавычках.
finding-expression_quote_open = Условие не читается со столбца { $column }: нет закрывающей { $quote }.
finding-expression_sign_foreign = Условие не читается в столбце { $column }: пишите «{ $write }» вместо «{ $sign }».
finding-expression_sign_unknown = Условие не читается в столбце { $column }: «{ $sign }» здесь ничего не значит. Тексты стоят в кавычках, необычные имена — в обратных кавычках.
finding-expression_syntax = Условие не читается в столбце { $column }{ $near ->
        [none] , где оно кончается
       *[other] , перед { $near }
    }: ожидается { $wanted ->
        [closing] закрывающая скобка
        [comma_or_closing] запятая или закрывающая скобка
        [list] список в скобках
        [literal] число, текст в кавычках, true или false
        [operator_or_end] «and», «or», сравнение или конец
       *[value] значение (число, текст в кавычках или имя признака)
    }.
finding-expression_too_large = Условие слишком велико: читается не больше { $most } { $of ->
        [characters] знаков
        [depth] уровней скобок, «not» и минусов
       *[parts] частей
    }. Разделите его на несколько правил.
finding-layout_impossible = Задания, выбранные для варианта { $form }, нельзя поставить в порядок, который держит правила { $rules }{ $proven ->
        [true] { "" }
       *[other] { " " }(поиск был прерван)
    }. Ослабьте одно из них, дайте ему вес или выберите другие задания с другим зерном.
finding-overlap_min_above_max = У любых двух вариантов должно быть не меньше { $min } общих заданий, а может быть не больше { $max }. Разрешите больше общих заданий или уберите наименьшее число.
finding-rule_attribute_missing = Правило { $rule }: у { $count } из { $of } заданий, о которых оно говорит, нет «{ $attribute }»; они не входят ни в его сумму, ни в его число.
finding-rule_attribute_mixed = Правило { $rule }: «{ $attribute }» в наборе разных видов ({ $kinds }). Давайте один вид для всех заданий.
finding-rule_attribute_not_number = Правило { $rule } считает по «{ $attribute }», а это не число ({ $is }). Назовите числовой признак.
finding-rule_attribute_unheard = Правило { $rule }: «{ $attribute }»{ $column ->
        [none] { "" }
       *[other] { " " }(столбец { $column })
    } — не тот признак, который есть у каждого задания или стимула; его должен принести набор.{ $nearest ->
        [none] { "" }
       *[other] { " " }Может быть, «{ $nearest }»?
    }
finding-rule_attribute_unknown = Правило { $rule }: ни у одного задания или стимула набора нет признака «{ $attribute }».{ $nearest ->
        [none] { "" }
       *[other] { " " }Может быть, «{ $nearest }»?
    } Исправьте имя или принесите признак с набором.
finding-rule_field_forbidden = Правило { $rule }: «{ $field }» ничего не значит в правиле вида «{ $kind }». Уберите его.
finding-rule_field_missing = Правило { $rule }: правилу вида «{ $kind }» нужно «{ $field }». Добавьте его.
finding-rule_form_unknown = Правило { $rule } относится к варианту «{ $form }», а спецификация просит вариантов: { $forms } (A, B и так далее). Назовите один из них или попросите больше вариантов.
finding-rule_matches_nothing = Правило { $rule }: его условию не отвечает ничего, что может стоять в вариантах.
finding-rule_number_not_whole = Правило { $rule }: «{ $field }» равно { $value }, а должно быть целым числом от 0.
finding-rule_number_too_large = Правило { $rule }: «{ $field }» должно лежать между -{ $most } и { $most }.
finding-rule_violated = Вариант { $form } нарушает мягкое правило { $rule }: получено { $achieved }, лишнего или недостающего { $by }.
finding-rule_weight_not_positive = Правило { $rule }: вес { $weight } должен быть больше 0 и не больше { $most }. Правило без веса не нарушается никогда.
finding-rule_without_bounds = Правило { $rule }: правилу вида «{ $kind }» нужно «min» или «max». Добавьте одно из них.

## Классы, проведение, ответы, баллы, журнал

finding-bulk_too_many = В запросе строк: { $count }; за один раз принимается не больше { $limit }. Разделите запрос.
finding-candidate_code_form = «{ $code }» — не обезличенный код: допустимы буквы, цифры, «.», «_», «-», хотя бы одна цифра; не имя и не ИИН.
finding-row_twice = { $what }: уже есть в строке { $first } этого запроса (счёт с 0). Оставьте одну.
finding-candidate_in_class = Участник { $code } уже в этом классе.
finding-candidate_differs = В школе участник { $code } записан с другой отметкой об особых потребностях. Проверьте код.
finding-candidate_unknown = Участника { $candidate } здесь нет. Проверьте код или сначала добавьте участника в класс.
finding-position_unknown = В варианте нет позиции { $position }: есть позиции с 1 по { $last }.
finding-part_unknown = { $part ->
        [none] В позиции { $position } несколько частей
       *[other] В позиции { $position } нет части «{ $part }»
    }. Назовите одну из: { $parts }.
finding-form_not_locked = Состояние варианта: { $state }. Проводить можно только закреплённый (locked) вариант.
finding-class_empty = В классе нет участников. Сначала добавьте их.
finding-date_unknown = Дня { $value } нет в календаре. Запишите его так: 2026-12-18.
finding-class_grade_unfit = Класс — { $grade }-й, вариант — для { $needed }-го класса.
finding-class_language_unfit = Язык обучения класса — «{ $language }», вариант предназначен для классов с языком: { $needed }.
finding-sitting_language_unfit = Провести на языке «{ $language }» нельзя: вариант есть на языках { $offered }, классу нужен { $needed }.
finding-attempt_part_unknown = В попытке нет части { $part }.
finding-reason_missing = Для «{ $what }» нужна причина. Запишите её.
finding-attempt_state_missing = Не записано, присутствовал ли { $candidate } (часть { $part }). Сначала укажите present, absent или absent_valid.
finding-sitting_closed = Проведение закрыто: ничего больше не вносится.
finding-attempt_not_present = { $candidate } записан как { $state } в части { $part }. Если это неверно, сначала укажите present.
finding-response_exists = Ответ участника { $candidate } на позицию { $position } уже есть. Чтобы заменить его, передайте "replace": true.
finding-response_marked = Ответ участника { $candidate } на позицию { $position } оценён человеком (балл { $mark }). Замените балл, а не ответ.
finding-mark_source_key = Такие баллы ставит сама служба или отдельная операция. Укажите, кто оценил: teacher, independent, self или peer.
finding-absent_state_missing = У { $candidate } нет баллов и не записано отсутствие. Укажите баллы или запишите отсутствие.
finding-mark_exists = Балл уже стоит (номер { $current }). Назовите его в "supersedes" и укажите причину.
finding-mark_source_weaker = Балл от «{ $source }» — обратная связь и не может заменить балл, идущий в зачёт.
finding-mark_not_current = Балл { $mark } не является текущим{ $current ->
        [none] { "" }
       *[other] ; текущий — { $current }
    }. Прочитайте его снова и решите заново.
finding-feedback_missing = Здесь ничего не возвращают без слов: напишите «feedback» для участника.
finding-mark_by_plan = Позиция { $position } участника { $candidate } оценивается по плану проверки: баллы вносят его проверяющие.
finding-marking_needs_adjudicator = Кто-то должен решать, когда проверяющие расходятся, и согласовывать контрольные работы: назовите арбитра.
finding-marking_needs_two = Для двойной проверки нужны два разных человека: назовите ещё одного проверяющего.
finding-marking_share_of_single = Доля указывается для двойной проверки; при одном проверяющем уберите её.
finding-marking_share_range = Доля { $share } % для двойной проверки невозможна: укажите больше 0 и не больше 100.
finding-marking_tolerance_negative = Допуск — 0 баллов или больше.
finding-marking_named_twice = «{ $value }» названо дважды: достаточно одного раза.
finding-marking_nobody_for = Позиция { $position }: для { $scripts } работ проверяющих, которым их можно дать, меньше чем { $needed }. Назовите ещё проверяющих или снимите запрет.
finding-marking_forms_differ = Проведения относятся к разным вариантам: составьте план проверки для каждого варианта.
finding-marking_home_below = Проведения принадлежат нескольким школам: план их проверки составляет тот, чья организация стоит над всеми ними.
finding-marking_plan_exists = У одного из проведений уже есть план проверки: составьте его новую версию.
finding-marking_position_unfit = Позицию { $position } люди не оценивают: назовите другую или уберите её.
finding-marking_nothing_to_mark = В варианте нет заданий, которые оценивают люди: всё оценивает ключ.
finding-marker_without_grant = «{ $user }» не может вносить баллы в эти проведения: сначала дайте роль или назовите другого.
finding-marking_seat_missing = План проверки не даёт вам позицию { $position } участника { $candidate }.
finding-marking_settled = Позиция { $position } участника { $candidate } решена: её балл меняет только модерация.
finding-marking_first_missing = Первый проверяющий ещё не закончил позицию { $position } участника { $candidate }: вы проверяете после него.
finding-adjudicator_not_named = План проверки не называет вас арбитром.
finding-adjudicator_marked_it = Позицию { $position } участника { $candidate } проверяете вы сами: решает другой арбитр.
finding-marking_not_apart = В позиции { $position } участника { $candidate } решать нечего: не хватает балла или проверяющие не расходятся.
finding-marking_unfinished = Заданий плана проверки без решения: { $tasks } (ждут арбитра: { $apart }). Сначала закончите их.
finding-moderation_of_open = Проведение открыто: до закрытия баллы заменяют обычным путём, после закрытия — модерацией.
finding-moderation_protocol_missing = У модерации есть протокол: укажите его номер.
finding-moderation_too_late = Оценки выставляют { $graded }; модерация заканчивается за { $days } дн. до этого, { $last }. Сегодня { $today }.
finding-moderation_same_points = { $candidate }, позиция { $position }: у балла уже такое значение. Уберите строку.
finding-appeal_own_proposal = Эту апелляцию предложили вы: подтверждает её кто-то другой.
finding-appeal_confirmed = Эта апелляция уже подтверждена.
finding-appeal_moved = Теперь изменились бы не те результаты, которые вы видели: прочитайте апелляцию снова и подтвердите то, что в ней сказано.
finding-appeal_protocol_missing = У апелляции есть протокол: укажите его номер.
finding-journal_entry_exists = Текущая запись этого оценивания уже есть ({ $current }). Чтобы исправить, назовите её в "supersedes".
finding-journal_entry_not_current = Запись { $entry } не является текущей для этого участника и оценивания. Прочитайте журнал снова.
finding-journal_points_of_absent = В состоянии { $state } баллов нет. Уберите баллы или измените состояние.
finding-file_not_utf8 = Файл не в кодировке UTF-8: сохраните его в UTF-8.
finding-file_unreadable = Файл не читается: { $problem }.
finding-rule_broken = Значение нарушает правило «{ $rule }».
finding-external_id_twice = Внешний идентификатор «{ $value }» встречается в файле дважды. Оставьте одну запись.
finding-said_twice = «{ $key }» и «{ $other }» говорят об одном и том же: оставьте одно.
finding-objective_count_unreachable = Строки дают от { $least } до { $most } заданий на цель { $code }, требуется от { $min } до { $max }: измените строки или границы.
finding-parameter_rule_unknown = «{ $value }» — не правило для запроса: напишите одно из { $allowed }.
finding-profiles_overlap = Класс { $grade } относится к профилям { $first } и { $second }: дайте каждому классу один профиль.
finding-profile_missing = Нет профиля для классов { $grades }: добавьте его или сузьте классы, которые может назвать запрос.
finding-type_not_required_one = Строка { $row } берёт { $type }, требования к заданиям допускают { $allowed }: измените одно из двух.
finding-type_not_auto_scored = Задание типа { $type } ключом не проверить: уберите тип или «auto_scored».
finding-progression_level_without_rows = В { $rows } нет строки уровня { $level }: добавьте её или уберите уровень из порядка.
finding-row_outside_progression = У строки { $row } нет уровня из порядка: укажите его.
finding-anchors_above_items = { $anchors } якорных заданий не помещаются среди { $items } оцениваемых: запросите меньше.
finding-number_zero = «{ $field }» равно 0: дайте не меньше 1 или уберите блок.
finding-spiral_forms_too_many = Получается { $forms } вариантов, за один запуск — не больше { $most }: уменьшите spiral_forms или parallel_forms.
finding-band_out_of_range = Полоса { $band } начинается с { $from }: дайте процент от 0 до 100.
finding-bands_equal = Полосы { $band } и { $other } обе начинаются с { $from }: дайте каждой свою границу.
finding-scale_of_one = В шкале нужно не меньше двух уровней: добавьте.
finding-scale_codes_not_ascending = У уровня { $level } код { $code }, у уровня ниже — { $below }: уровни идут от низшего к высшему, коды тоже.
finding-criterion_key_required = У критерия { $criterion } есть инструмент, ему нужен «{ $key }»: добавьте.
finding-criterion_key_without_instrument = У критерия { $criterion } есть «{ $key }», но нет инструмента: назовите инструмент или уберите ключ.
finding-type_not_for_instrument = Критерий { $criterion } изучают инструментом { $instrument }, в нём нет заданий типа { $type }: измените одно из двух.
finding-cut_level_unknown = У критерия { $criterion } есть порог уровня { $level }: порог бывает только у { $known }, низший уровень начинается с 0.
finding-cut_missing = У критерия { $criterion } нет порога уровня { $level }: добавьте.
finding-cuts_not_ascending = Уровень { $level } начинается с { $points }, { $below } под ним — с { $below_points }: каждый порог выше предыдущего.
finding-parameter_missing = Не указан «{ $name }»: эта спецификация составляется для того, что назовёт запрос. Укажите его.
finding-parameter_unexpected = Эта спецификация не оставляет «{ $name }» открытым: уберите.
finding-parameter_not_allowed = «{ $name }» равно { $value }, допускается { $allowed }.
finding-mark_absent = «{ $attribute }» отрезается по знаку «{ $mark }», которого в записи нет: исправьте запись или профиль.
finding-pair_ids_tell_key = Идентификаторы части { $part } выдают ключ ({ $left } соответствует { $right } и далее по порядку): дайте правым элементам идентификаторы в другом порядке.
finding-base64_invalid = Это не base64 (RFC 4648, раздел 4, с дополнением). Закодируйте байты файла ещё раз.
finding-import_content_twice = Файл дан дважды. Передайте либо `content`, либо `content_base64`.
finding-anchors_not_asked = Эта спецификация не требует якорных заданий: уберите их.
finding-anchors_too_few = Спецификация требует { $need } якорных заданий, названо { $have }: назовите прежний вариант или задания.
finding-anchor_twice = Якорное задание { $item } названо дважды: назовите один раз.
finding-anchor_without_version = Якорному заданию { $item } нужна версия прежнего варианта: добавьте её.
finding-anchor_missing = { $why ->
        [gone] Якорного задания { $item } (версия { $version }) больше нет в банке
        [version] Якорное задание { $item } есть в версии { $reasons }, а не в версии { $version } прежнего варианта
       *[other] Якорное задание { $item } (версия { $version }) не подходит ни к одной строке ({ $reasons })
    }: назовите другое или верните это.

finding-spec_not_allowed = Спецификация задания { $spec } допускает здесь { $allowed }, а не «{ $value }»: измените задание или назовите другую спецификацию.
finding-spec_out_of_bounds = Спецификация задания { $spec } требует { $bounds } ({ $what }), здесь { $value }: измените задание или назовите другую спецификацию.
finding-spec_language_missing = Спецификация задания { $spec } требует язык { $language }: добавьте тексты.
finding-spec_attribute_missing = Спецификация задания { $spec } требует поле { $attribute }: заполните его.
finding-spec_attribute_forbidden = Спецификация задания { $spec } не допускает поле { $attribute }: уберите его.
finding-spec_descriptor_points = По спецификации задания { $spec } каждый дескриптор стоит { $wanted } б., а у { $descriptor } { $points } б.: разделите или объедините дескрипторы.
finding-spec_descriptor_criterion = По спецификации задания { $spec } каждый дескриптор называет критерий, а { $descriptor } не называет: назовите его.
finding-spec_phrase_forbidden = Спецификация задания { $spec } не допускает «{ $phrase }» (правило { $pattern }). { $instead ->
    [none] Сформулируйте иначе.
   *[other] Вместо этого: { $instead }.
}
finding-bounds_impossible = Наименьшее больше наибольшего ({ $bounds }): поменяйте их местами.
finding-dates_reversed = Последний день { $to } раньше первого { $from }: поменяйте их местами.
finding-weekday_unknown = Дня недели { $value } нет: 1 — понедельник, 7 — воскресенье.
finding-grading_day_outside_term = День выставления оценок { $day } лежит вне четверти ({ $from } – { $to }): выберите день четверти.
finding-terms_overlap = Четверть { $term } начинается { $from }, раньше чем кончается четверть { $before } ({ $to }): сдвиньте одну из них.
finding-conduct_sat_per_day = У класса { $day } уже { $subjects }, а более { $most } СОЧ в один день нельзя: выберите другой день.
finding-conduct_sau_and_sat = У класса { $day } уже { $other } по предмету { $subject }: СОР и СОЧ по одному предмету в один день не проводят; выберите другой.
finding-conduct_sau_per_term = По предмету { $subject } в четверти { $term } уже проведены все СОР ({ $most }): больше нельзя.
finding-conduct_no_school_day = { $day } — неучебный день (календарь { $calendar }): выберите другой день.
finding-conduct_last_day = { $day } — последний учебный день четверти { $term }: СОЧ в этот день не проводят; выберите день раньше.
finding-conduct_term_not_graded = По предмету { $subject } в четверти { $term } оценка не ставится, только в { $terms }: СОЧ в ней не проводят.
finding-query_without_letters = В запросе «{ $value }» нет ни буквы, ни цифры; напишите слово или его начало.
finding-filter_range_empty = Промежуток начинается с { $minimum } и кончается на { $maximum }; в нём ничего нет. Поменяйте границы местами.
finding-filter_contradiction = У заданий без статистики нет значений, поэтому этот фильтр не сочетается с { $other }; уберите один из них.
finding-filter_incomplete = Этому фильтру нужен рядом { $needs }.
finding-statistic_scales_mixed = Значения { $metric } лежат на разных шкалах ({ $scales }) и не смешиваются; назовите одну в scale.
finding-statistic_name_invalid = «{ $name }» не годится как имя модели или показателя: строчные латинские буквы, цифры, точка, дефис и подчёркивание, не больше 40.
finding-statistic_set_incomplete = Параметры задания модели { $model } неотделимы друг от друга; здесь нет { $missing }. Добавьте все.
finding-statistic_twice = В файле { $metric } задания { $item } стоит дважды (сначала в строке { $first }). Уберите одну из строк.
finding-item_code_ambiguous = Задание с кодом { $code } есть у нескольких организаций; загружайте от имени той, о которой речь.
finding-record_not_csv = Строку нельзя прочитать: { $reason }.

problem-title-gone = Больше не действует
problem-gone = Это было и больше не действует; смотрите ошибки и преемника, если он указан.
finding-specification_withdrawn = { $code }, версия { $version }, отозвана { $day }: { $reason } Пользуйтесь её преемником; сама версия по-прежнему читается по номеру.
finding-specification_expired = { $code }, версия { $version }, действовала до { $day }. Пользуйтесь её преемником; прежний текст выдаётся с archived=true.
finding-specification_name_ambiguous = Имя «{ $name }» есть у нескольких спецификаций ({ $codes }): запросите одну из них по коду или идентификатору.
finding-specification_replaces_itself = { $code } не может сменить саму себя: новая версия делает это без указания. Уберите код из «replaces».
finding-specification_replaced_unknown = У владельца нет спецификации { $code }, которую могла бы сменить эта: проверьте код в «replaces».
finding-guidance_link_or_file = Дайте либо ссылку, либо файл: не оба и не ни одного.
finding-link_invalid = «{ $value }» — не адрес: напишите его целиком, как https://example.kz/page, без пробелов.
finding-file_name_invalid = «{ $value }» не может быть именем файла: уберите косые черты, кавычки и управляющие знаки.
finding-file_size = В файле { $size } байт; принимается от 1 до { $maximum }. Приложите файл поменьше или ссылку.
finding-file_not_of_type = Файл начинается не так, как файлы типа { $value }: пришлите нужный файл или укажите его тип.
finding-moment_invalid = «{ $value }» — ни день (2026-11-01), ни момент со смещением (2026-11-01T08:00:00Z).
finding-since_in_future = { $value } ещё не наступило (сейчас { $now }): спрашивайте с прошедшего момента.

finding-mapping_programme_same = Соответствие ведёт от одной программы к другой, а здесь обе — { $programme }: укажите другую.
finding-mapping_change_mismatch = «{ $change }» не подходит к такому числу кодов (прежних { $from }, новых { $to }): kept — один в один, split — один в несколько, merged — несколько в один, dropped — без нового кода.
finding-mapping_objectives_missing = Целей прежней программы, которых нет ни в одной записи: { $count } ({ $codes }). Напишите, что с ними стало, хотя бы что они исключены.
finding-mapping_choice_missing = Цель { $objective } разделена на несколько ({ $choices }): выберите хотя бы одну из них.
finding-mapping_without_target = Ни у одной цели этого задания ({ $objectives }) нет преемника: разметьте задание заново или отклоните предложение.
finding-mapping_version_moved = Предложение относилось к версии { $number }, самая новая — { $newest }: посмотрите предложение для неё.
finding-mapping_not_concerned = В самой новой версии { $code } нет кодов программы { $programme }, которые переносит это соответствие.
finding-mapping_decided = По версии { $number } решение в этом соответствии уже принято.
finding-person_part_missing = Эта часть имени пуста: впишите её.
finding-person_part_long = Эта часть имени длиннее { $most } знаков: тот ли это столбец?
finding-person_letter_lost = Знак { $position } — вопросительный: при сохранении файла буква потерялась. Сохраните его заново в UTF-8 (или KZ-1048).
finding-person_letter_wrong = «{ $letter }» (знак { $position }) не бывает в имени: нужны буквы, пробелы, дефисы, апострофы и точки.
finding-person_letter_doubtful = Буква { $position } — «{ $letter }» ({ $code }) другого алфавита; вероятно, имеется в виду «{ $meant }». Имя сохраняется как есть: исправьте букву в файле.
finding-person_part_latin = Эта часть написана латинскими буквами, похожими на кириллицу, а остальное имя — кириллицей: пишите одним алфавитом.
finding-person_birth_wrong = Это не дата рождения: пишите 2014-05-17 или 17.05.2014, не позже сегодняшнего дня.
finding-person_birth_age = По дате рождения возраст — { $age }: проверьте год.
finding-class_list_headings_missing = Среди первых строк нет заголовков: нужна строка с «Фамилия» (или «ФИО») и «Код» или «Номер» на казахском, русском или английском.
finding-class_list_column_missing = В таблице нет столбца { $column ->
    [given_name] с именем
   *[code] с кодом или номером ученика
}: добавьте его.
finding-class_list_column_twice = Столбец { $number } говорит то же, что один из предыдущих: оставьте один.
finding-class_list_column_unused = Столбец { $number } не читается, и ничего из него не сохраняется: ИИН, адресу и телефону здесь не место.
finding-class_list_code_missing = В строке нет ни кода, ни номера от 1 до 999: напишите, о каком ученике она.
finding-class_list_code_form = Это не псевдонимный код: буквы, цифры, «.», «_», «-» и хотя бы одна цифра; не имя и не ИИН.
finding-class_list_code_unknown = В классе нет кандидата { $code }: проверьте код или разрешите списку добавлять кандидатов (add_candidates).
finding-class_list_code_alike = Код принят за { $code }, который лишь выглядит так же: одна из букв другого алфавита.
finding-class_list_code_twice = Ученик этой строки уже стоит в строке { $first }: уберите одну из них.
finding-class_list_person_twice = То же имя с той же датой рождения стоит в строке { $first }: уберите одну из них.
finding-class_list_namesake = То же имя стоит в строке { $first }: это два ученика? Их различили бы даты рождения.
finding-class_list_person_known = У кандидата { $code } этого класса те же имя и дата рождения: у одного ученика один код.
finding-class_list_namesake_known = У кандидата { $code } этой школы то же имя: не один ли это ученик под двумя кодами?
finding-class_list_person_differs = Для кандидата { $code } хранится другое имя: сверьте код и имя; для исправления нужно replace.
finding-class_has_no_such_code = В классе нет кандидата с таким кодом: проверьте его.
finding-text_holds_name = Этот текст хранится открыто, а в нём имя ученика: напишите с кодами, без имён.
finding-erasure_of_nobody = Чьи имена? Перечислите коды кандидатов.
finding-erasure_names_nobody = Имена, срок которых истёк, находятся по датам: не перечисляйте кандидатов.
finding-school_has_no_such_code = В школе нет кандидата с таким кодом: проверьте его.
finding-retention_longer_than_above = Вышестоящая организация хранит имена { $above } дн., и никто ниже — не дольше: укажите { $above } или меньше.
finding-share_right_not_for_kind = Право { $right } для объекта вида { $kind } ничего не значит: формы не пишутся совместно, а стимул используется только вместе с заданиями. Выберите другое право.
finding-share_of_nothing = Не указано, чем делиться: назовите id одного объекта или предмет, с классом или без.
finding-share_named_twice = Делятся одним объектом или предметом и классом, но не тем и другим; уберите одно из двух.
finding-share_grade_not_for_kind = У объекта вида { $kind } нет класса, по которому можно делиться; уберите класс.
finding-share_until_past = Доступ закончился бы { $value }, этот момент уже прошёл; укажите более поздний или никакого.
finding-share_with_itself = Организация не делится своим с самой собой; назовите другую организацию.
finding-share_secure_unsaid = Объект секретный: чтобы всё же поделиться им, укажите secure.
finding-share_in_force = Этим уже поделились (доступ { $share }); чтобы изменить условия, сначала отзовите его.
finding-shares_too_many = Между двумя организациями уже действует доступов: { $most }; делитесь предметом и классом, а не по одному объекту.
finding-share_revoked = Доступ уже был отозван.
finding-share_reads_only = Форма дана только для чтения, а не для проведения; попросите у владельца право на использование.
finding-form_item_not_shared = Задание { $position } ({ $item }) принадлежит другой организации и больше не дано для использования; соберите форму заново.
finding-clone_family_taken = Задание { $item } уже входит в семейство клонов { $family }; у задания один родитель. Сначала уберите то семейство.
finding-grant_missing = Нет права { $permission } по предмету { $subject } на языке { $language } в организации { $organisation }; обратитесь к её администратору.
finding-assignment_due_past = «{ $value }» — не день начиная с сегодняшнего; назовите день, до которого ждут задания.
finding-row_unknown = Строки { $row } нет; есть { $known }.
finding-assignment_state = Поручение в состоянии { $state }; для этого нужно { $needed }.
finding-assignment_open = Поручение открыто для всех: не отклоняйте его, а оставьте другим.
finding-assignment_of_another = Поручение дано другому разработчику, отвечает на него только он.
problem-title-unsupported_media = Такой вид файлов здесь не принимается
problem-unsupported_media = Эти байты не относятся ни к одному из принимаемых видов; см. ошибки.
finding-media_too_large = В файле { $size } байт, принимается { $most }; уменьшите или сократите его.
finding-media_unknown = По содержимому файл не относится ни к одному из видов: { $known }; преобразуйте его в один из них.
finding-media_type_contradicts = Файл отправлен как { $declared }, а по содержимому это { $found }; отправьте его тем, что он есть.
finding-media_not_decodable = Файл ({ $type }) нельзя показать или воспроизвести: он { $reason ->
    [cut_short] обрывается
    [empty] пуст
   *[damaged] повреждён
}. Экспортируйте его заново.
finding-media_not_for_stimulus = Файл типа { $found } не подходит стимулу вида { $kind }: у изображения — изображение, у записи — запись.
finding-recording_length_differs = В стимуле указано секунд: { $said }, а запись длится { $found }; исправьте одно из двух.
finding-import_draft_edited = Версия { $number } — черновик, изменённый после импорта: сдайте его или отмените правку, затем импортируйте запись снова. (Фаза: { $phase }.)
finding-whole_list_meant = Здесь поиск означает весь список: уберите { $name }.
finding-saved_search_not_own = Этот поиск чужой и лишь открыт вам; сохраните свой.
finding-accommodation_empty = Условие «{ $accommodation }» ничего не даёт: назовите дополнительное время или то, что предоставляется.
finding-extra_time_one_way = Дополнительное время задаётся одним способом: в минутах или в процентах. Оставьте один из них.
finding-extra_time_range = Дополнительное время { $value } { $unit ->
    [percent] %
   *[minutes] мин
} невозможно: больше 0 и не больше { $most }.
finding-accommodation_unknown = В документе { $document } нет условия «{ $value }». Есть: { $offered }.
finding-accommodation_given_already = У { $candidate } условие «{ $accommodation }» на эти дни уже есть: сначала завершите прежнее.
finding-accommodation_not_offered = { $candidate } имеет право на «{ $accommodation }» из { $document }, но действующей в этот день редакции с ним нет: условие не предоставлено. Опубликуйте редакцию или завершите право.
finding-part_recorded = Уже отмечено, кто писал часть { $part }: она больше не переносится. Отсутствовавшим назначьте отдельный день.
finding-growth_scale_changed = { $kind } от { $day } оценена по другой шкале ({ $scale }), чем предыдущая: они не сравниваются.
finding-battery_not_sat = Класс ничего не писал из батареи «{ $value }». Проверьте её id и версию.
finding-policy_without_resit = В политике { $policy } (версия { $version }) не сказано, кто пишет суммативную работу за год: опубликуйте редакцию с «resit».
finding-resit_too_many_subjects = У { $candidate } неудовлетворительные оценки по предметам: { $count } ({ $subjects }); работой можно исправить не больше { $most }. По правилу год повторяется.
finding-resit_not_needed = У { $candidate } по предмету { $subject } оценка { $grade }, исправлять нечего: исключите этого учащегося.
finding-assembly_of_withdrawn = { $code }, версия { $version }, отозвана { $day }: { $reason } Варианты по ней больше не составляются. { $successor ->
    [none] Её место пока ничто не заняло.
   *[other] Пользуйтесь преемником: { $successor }.
}
finding-assembly_of_expired = { $code }, версия { $version }, действовала до { $day }: варианты по ней больше не составляются. { $successor ->
    [none] Её место пока ничто не заняло: опубликуйте спецификацию нового года.
   *[other] Пользуйтесь преемником: { $successor }.
}
finding-level_locked = Задание { $position } уровня { $level } для { $candidate } ещё не открыто: на уровне { $before } набрано { $points }, следующий открывают { $needed }.
finding-practice_secure = Варианты { $code } закрытые: рядом с их заданиями ничего не показывается.
finding-practice_not_offered = { $code } ничего не показывает рядом с заданиями: нет ни уровней, открывающихся по очереди, ни «show».
finding-help_in_secure_forms = Подсказки и решения не показываются с закрытыми вариантами: уберите «show» либо сделайте варианты открытыми или ограниченными.
finding-retry_not_of_clones = Вторая попытка состоит из клонов, а { $candidates } уже решали задания этого варианта (позиции { $positions }). Соберите вариант, указав их в cohort.
finding-retry_not_of_same_items = Вторая попытка состоит из тех же заданий, а в этом варианте клоны заданий, которые уже были у { $candidates } (позиции { $positions }). Назначьте прежний вариант.
finding-retry_not_allowed = Второй попытки нет, а { $candidates } уже решали задания этого варианта или их клоны (позиции { $positions }).
finding-participation_too_low = Участвовали { $took_part } из { $expected } учащихся; нужно { $needed }.
finding-keys_before_their_day = Вариант закрытый: школа читает указания к проверке и ключи с { $day }.
finding-draw_class_not_own = Это не класс школы, с которой вы работаете: варианты выдаются только для своих классов.
finding-draw_not_offered = Варианты по спецификации { $specification } школам не выдаются: обратитесь к её владельцу.
finding-draw_before_window = Варианты выдаются с { $from } по { $to }, сегодня { $day }: обратитесь, когда срок начнётся.
finding-draw_after_window = Варианты выдавались с { $from } по { $to }, сегодня { $day }: обратитесь к владельцу спецификации.
finding-draw_day_unfit = Полученный сейчас вариант проводится с сегодняшнего дня до { $to }, а не { $day }: выберите другой день.
finding-class_year_unfit = Класс — { $year } учебного года, спецификация — на { $needed }.
finding-draws_used_up = Класс уже получил вариантов: { $drawn }, наибольшее число — { $most }; больше не выдаётся.
finding-draw_no_form_left = Из { $ready } готовых вариантов на языке «{ $language }» не осталось ни одного, заданий которого класс не видел: попросите владельца подготовить новый.
finding-draw_without_form = Составить вариант для класса не удалось; причину видит владелец спецификации.
finding-form_copy_not_open = Копии этого варианта открываются { $day }.
finding-swap_same_task = Задание { $item } уже стоит на этом месте: выберите другое.
finding-swap_breaks_constraint = Замена нарушает условие { $constraint }{ $about ->
        [none] { "" }
       *[other] { " " }({ $about })
    }: получается { $achieved }, а нужно{ $min ->
        [none] { "" }
       *[other] { " " }не меньше { $min }
    }{ $max ->
        [none] { "" }
       *[other] { " " }не больше { $max }
    }.{ $reasons ->
        [none] { "" }
       *[other] { " " }Задание не подходит строке: { $reasons }.
    } Выберите другое задание или обратитесь к тому, кто вправе разрешить отступление с указанием причины.
finding-swap_never_fits = Замена нарушает { $constraint }{ $about ->
        [none] { "" }
       *[other] { " " }({ $about })
    }: получается { $achieved }, а необходимо{ $min ->
        [none] { "" }
       *[other] { " " }не меньше { $min }
    }{ $max ->
        [none] { "" }
       *[other] { " " }не больше { $max }
    }.{ $reasons ->
        [none] { "" }
       *[other] { " " }Задание не подходит строке: { $reasons }.
    } Отступление здесь не разрешается: выберите другое задание.
finding-information_scales_mixed = Параметры заданий стоят на разных шкалах ({ $scales }), их информация не складывается: назовите в спецификации одну шкалу.
finding-information_beside_target_p = Целевую среднюю трудность и цели информации нельзя выдержать одновременно: оставьте одно из двух.
finding-information_theta_twice = Уровень способности { $theta } назван дважды: скажите о нём всё в одной точке.
finding-information_point_empty = Эта точка ничего не требует: укажите at_least, at_most или target.
finding-stimulus_items_out_of_range = При таком числе заданий на каждый материал получается от { $least } до { $greatest } заданий, а их { $items }: измените числа.
finding-objectives_beside_target = Целевая средняя трудность, цели информации и список целей не могут стоять рядом: скажите всё в списке целей.
finding-objective_key_missing = Цели { $kind } нужен ключ { $key }: добавьте его.
finding-objective_key_unused = Цель { $kind } не использует ключ { $key }: уберите его или выберите другой вид цели.
finding-objective_weight = Вес больше 0, здесь { $weight }: измените его или уберите эту точку.
finding-objective_relative_to_zero = Отклонение в долях цели требует цели больше 0 при уровне способности { $theta }: измените цель или уберите relative.
finding-objective_without_soft_rules = Нет ни одного мягкого правила, нарушения которого можно уменьшать: укажите вес у правила или уберите эту цель.
finding-objective_attribute_absent = Ни у одного задания нет числа { $of }: исправьте имя или укажите числа у заданий.

## Заданные задания, когорты, части банка и панели

finding-given_item_twice = Задание «{ $item }» задано дважды: в варианте оно стоит один раз.
finding-given_row_unknown = Задание «{ $item }» задано в строке «{ $row }», которой в компоненте нет: назовите одну из его строк или не называйте никакой.
finding-item_given_and_blocked = Задание «{ $item }» и задано, и запрещено: оставьте его в одном из списков.
finding-given_items_are_of_one_form = Задания заданы, а вариантов запрошено { $forms }: запросите один вариант вокруг них.
finding-given_item_unknown = Заданного задания «{ $item }» (версия { $version }) нет среди кандидатов: проверьте код и версию.
finding-given_item_fits_no_row = Заданное задание «{ $item }» не может стоять в варианте; ближе всего строка «{ $row }», мешает: { $reasons }.
finding-given_items_exclude_each_other = Заданные задания { $items } исключают друг друга ({ $kind } «{ $group }»): в варианте стоит одно из них.
finding-given_items_overfill_row = В строке «{ $row }» заданий: { $need }, а из заданных только в неё подходят { $have }.
finding-cohort_forms_out_of_range = Число вариантов когорты: от 1 до 1 000 000.
finding-exposure_out_of_range = Наибольшая доля вариантов с одним заданием больше 0 и не больше 1.
finding-overlap_mean_out_of_range = Среднее число общих заданий не может быть отрицательным.
finding-information_within_out_of_range = Расстояние от целей задаётся долей от 0 до 1.
finding-information_target_missing = Задано расстояние от целей, а цели информации в компоненте нет: назовите цель или уберите расстояние.
finding-exposure_exhausts_row = { $row ->
        [none] Всем строкам вместе нужно использований: { $need }
       *[other] Строке «{ $row }» нужно использований: { $need }
    } во всех вариантах когорты, а её задания можно использовать { $have } раз: разрешите каждому не меньше { $share } % вариантов или расширьте строку.
finding-cohort_form_impossible = Вариант { $form } когорты нельзя собрать из того, что ещё можно использовать (исчерпано заданий в его части когорты: { $used_up }): разрешите больше использований или ослабьте условие.
finding-cohort_form_limit = Вариант { $form } когорты не найден до предела (исчерпано заданий в его части когорты: { $used_up }): поднимите пределы, разрешите больше использований или ослабьте условие.
finding-cohort_form_failed = Вариант { $form } когорты не собран: решатель дал сбой (исчерпано заданий в его части когорты: { $used_up }).
finding-cohort_overlap_unreachable = Не найден вариант { $form }, у которого с каждым прежним не больше { $most } общих заданий: разрешите больше общих заданий или меньше вариантов.
finding-cohort_batch_of_another_request = Уже собранные варианты относятся к другому запросу, другим кандидатам или другой версии программы: начните заново.
finding-shadow_without_information = Компонент не спрашивает об информации, поэтому шкала параметров неизвестна: назовите способности в constraints.information.
finding-parts_out_of_range = Банк делится на части: от 2 до { $most }.
finding-panel_missing = Спецификация не многоэтапная: в ней нет «panel».
finding-panel_option_unknown = Параметр «{ $option }» относится к отдельным вариантам и для панели не имеет смысла: уберите его.
finding-panel_module_unknown = Панель называет модуль «{ $module }», а компонента с таким id нет.
finding-panel_module_twice = Модуль «{ $module }» стоит на двух этапах: оставьте его на одном.
finding-panel_module_in_no_stage = Компонент «{ $module }» не стоит ни на одном этапе панели: добавьте его на этап.
finding-panel_module_on_no_route = Ни один путь не проходит через модуль «{ $module }»: добавьте путь или уберите модуль.
finding-panel_routes_too_many = У панели больше { $most } путей: назовите те, которыми идут.
finding-panel_route_skips = Путь «{ $route }» должен иметь по одному модулю каждого этапа в порядке этапов.
finding-panel_route_unknown = Пути «{ $route }» нет: назовите один из путей панели.
finding-panel_rule_without_bounds = У правила пути «{ $rule }» нет ни min, ни max: дайте одно из них.
finding-panel_rule_theta = Правило пути «{ $rule }» называет способность только там, где считает информацию: дайте theta там и нигде больше.
finding-given_position_out_of_range = Задание «{ $item }» задано на место { $position }, а в варианте места от 1 до { $last }.
finding-given_position_twice = Место { $position } уже отдано другому заданию: дайте «{ $item }» другое место или никакого.
finding-given_position_outside_section = Задание «{ $item }» задано на место { $position } в строке «{ $row }», а в разделе «{ $section }» этой строки такого места нет: измените одно из двух.
finding-option_of_another_mode = «{ $option }» не имеет смысла в режиме «{ $mode }»: уберите; что нужно режиму, стоит в нём самом.
finding-panels_out_of_range = Один запуск собирает панелей: от 1 до { $most }.
finding-panel_after_others = Панель { $panel } нельзя собрать из того, что осталось после прежних (их { $before }): попросите меньше панелей или ослабьте условие.
finding-panel_subjects_differ = Модули панели относятся к разным предметам ({ $subjects }): панель собирается из заданий одного предмета.
finding-panel_objectives_differ = У модуля «{ $first }» цели { $firsts }, у модуля «{ $module }» цели { $own }: цели панели складываются, поэтому дайте всем модулям список одних и тех же видов, направлений и уступок.
finding-ability_out_of_range = Способность задаётся числом от −{ $most } до { $most }.
finding-run_of_another_mode = Запуск собирает «{ $mode }», а это для запусков в режиме «{ $needed }».
finding-form_of_a_panel = Вариант { $form } — модуль панели, и что выполнено на её путях, один модуль не знает: запретите задание и соберите панель заново.
finding-objectives_one_after_another = Варианты составлены один за другим: по целям { $objectives } последующим досталось то, что оставили предыдущие, и они могут быть хуже. Сравните их или выберите цели, которые можно выровнять.

## Порядок работы, экспертиза, правки одобренного, план поручений, вебхуки

finding-workflow_title_missing = Нет названия или вопроса на языках: { $languages }. Люди выбирают по названиям: добавьте их.
finding-workflow_name_unknown = Нет такого имени «{ $name }» ({ $what ->
        [state] состояние
        [kind] вид заданий
        [stage] этап
       *[other] { $what }
    }).{ $nearest ->
        [none] {" "}Есть: { $known }.
       *[other] {" "}Может быть, «{ $nearest }»?
    }
finding-workflow_kind_takes_all = У вида «{ $kind }» нет «when», он берёт все задания, и следующим видам ничего не остаётся: поставьте его последним или скажите, для каких он заданий.
finding-workflow_kind_for_the_rest = Последний вид «{ $kind }» только для части заданий, остальные не относились бы ни к какому: уберите его «when» или добавьте вид без него.
finding-workflow_external_unpiloted = Задания для { $assessments } попадают в вид «{ $kind }», где апробация не требуется: задайте pilot_rounds или поставьте раньше вид с апробациями.
finding-workflow_end_phase = Состояние «{ $state }» фазы { $phase }; здесь нужно состояние фазы { $needed }.
finding-workflow_step_to_itself = Переход ведёт из «{ $state }» в него же: назовите другое состояние.
finding-workflow_role_without_permission = Роль { $role } не даёт права { $permission }, и никто с ней не смог бы этого сделать: назовите роль, которая его даёт.
finding-workflow_draft_beside_version = Новый черновик открывается, только когда версия закрыта и не отклонена окончательно; «{ $state }» не такой конец: уберите opens_draft.
finding-workflow_leaves_closed = «{ $state }» — закрытое состояние, оттуда ничего не возвращается: вместо этого начинается новая версия.
finding-workflow_phase_step = Из фазы { $from } («{ $state }») шаг { $direction } не ведёт в фазу { $to }. Поставьте между ними состояние нужной фазы или измените направление.
finding-workflow_rename_of_kept_state = «{ $state }» есть и в этой редакции, его задания остаются на месте: уберите переименование.
finding-workflow_stage_unused = Этап «{ $stage }» не открыт ни в одном состоянии, его никто не проведёт: назовите его в stages какого-либо состояния.
finding-workflow_stage_circle = Этап «{ $stage }» ждёт { $after }, а они ждут его: разорвите круг.
finding-workflow_review_without_stage = Переход спрашивает рецензентов состояния «{ $state }», а у заданий видов { $kinds } там нет этапа: добавьте этап или уберите экспертизу.
finding-workflow_gate_unknown = Для апробации { $round } нет условий: добавьте их в pilot_gates.
finding-workflow_gate_twice = Условия апробации { $round } заданы дважды для одного вида заданий: оставьте одни.
finding-workflow_gate_bounds = Наименьшее { $low } больше наибольшего { $high }: поменяйте их местами.
finding-workflow_gate_unused = Ни один переход не требует апробации { $round }: условия ничего не останавливают.
finding-workflow_gate_missing = Заданиям вида «{ $kind }» нужна апробация { $round }, но не сказано, что она должна показать: добавьте условия в pilot_gates.
finding-workflow_gate_avoidable = Задания вида «{ $kind }» могут войти в работу («{ $state }») без апробации { $round }: требуйте её в каждом переходе, который туда ведёт.
finding-workflow_state_unreachable = Из начала нет пути в «{ $state }»: добавьте переход или уберите состояние.
finding-workflow_dead_end = Задания видов { $kinds } попадают в «{ $state }» и никогда оттуда не выходят: добавьте переход или сделайте состояние закрытым.
finding-workflow_no_end = Из «{ $state }» задания видов { $kinds } никогда не приходят к концу: пусть какой-либо переход ведёт в закрытое состояние.
finding-workflow_kind_never_live = Заданиям вида «{ $kind }» нет пути в работу: добавьте переход в состояние фазы live.
finding-workflow_approval_unreviewed = «{ $transition }» одобряет, не требуя пройденной экспертизы: довольно слова одного человека.
finding-workflow_items_stranded = Заданий в «{ $state }» ({ $phase }): { $items }, а в этой редакции такого состояния нет.{ $proposals ->
        [none] {" "}Оставьте состояние или переименуйте его в состояние той же фазы.
       *[other] {" "}Оставьте состояние или переименуйте его; вероятно: { $proposals }.
    }
finding-workflow_items_change_phase = Заданий в «{ $state }» ({ $phase }): { $items }; в этой редакции «{ $target }» фазы { $becomes }.{ $proposals ->
        [none] {" "}Оставьте прежнюю фазу.
       *[other] {" "}Оставьте прежнюю фазу или переименуйте состояние; вероятно: { $proposals }.
    }
finding-workflow_state_unknown = В действующем порядке работы нет состояния «{ $state }». Есть: { $known }.
finding-workflow_transition_unknown = Нет перехода «{ $transition }». Есть: { $known }.
finding-workflow_transition_elsewhere = «{ $transition }» начинается из { $from }, а задание в «{ $state }». Здесь возможно: { $possible }.
finding-workflow_transition_not_for_kind = «{ $transition }» не для заданий вида «{ $kind }». В «{ $state }» возможно: { $possible }.
finding-workflow_permission_missing = Для «{ $transition }» нужно право { $permission } по { $subject }{ $roles ->
        [none] {""}
       *[other] {" "}в одной из ролей { $roles }
    }; обратитесь к администратору.
finding-workflow_check_not_run = Проверка «{ $check }» для этого содержания не проводилась: проведите её.
finding-workflow_check_blocking = Проверка «{ $check }» нашла препятствий: { $open } (снято с указанием причины: { $waived }). Исправьте их или снимите, указав причину.
finding-workflow_variants_stale = Тексты на языках { $languages } отстали от текста, с которого переведены: приведите их в соответствие.
finding-workflow_variant_not_approved = { $known ->
        [absent] Текста на языке { $language } нет: напишите его и дайте одобрить.
       *[other] Текст на языке { $language } не одобрен: дайте его одобрить.
    }
finding-workflow_comments_open = Открытых замечаний, без которых нельзя дальше: { $open }. Пусть их закроют или снимут, указав причину.
finding-workflow_reason_missing = Здесь нужна причина: скажите почему.
finding-workflow_nobody_against = Никто из рецензентов состояния «{ $state }» не просит доработки и не отклоняет: сначала нужен отзыв.
finding-workflow_nobody_refuses = Никто из рецензентов состояния «{ $state }» не отклоняет задание окончательно: сначала нужен отзыв.
finding-workflow_stage_short = На этапе «{ $stage }»{ $language ->
        [none] {""}
       *[other] {" "}({ $language })
    } одобрений { $have } из { $need }.
finding-workflow_stage_contested = На этапе «{ $stage }»{ $language ->
        [none] {""}
       *[other] {" "}({ $language })
    } рецензентов против: { $against }, одобряют: { $approvals }.
finding-workflow_pilot_missing = Апробация { $round } не записана: запишите её, участников не меньше { $min }.
finding-workflow_pilot_not_passed = Решение по апробации { $round }: «{ $decision }»; путь открывает только пройденная.
finding-workflow_pilot_n = В апробации { $round } задание выполняли { $n }; нужно не меньше { $min }.
finding-workflow_pilot_number = В апробации { $round } { $metric } равно { $value }; должно быть от { $min } до { $max }.
finding-workflow_pilot_number_missing = У апробации { $round } нет { $metric }: загрузите его.
finding-attempt_open = Попытка { $attempt } (версия { $number }) ещё не решена: дождитесь решения или отзовите её.
finding-attempt_after_rejection = Попытка { $attempt } (версия { $number }) отклонена окончательно: напишите новое задание.
finding-attempt_of_judged_version = По версии { $number } есть решение в попытке { $attempt }: сдайте новую версию.
finding-review_question_unknown = На этапе нет вопроса «{ $question }». Его вопросы: { $known }.
finding-review_question_unanswered = На вопрос «{ $question }» нет ответа: да, нет или не относится.
finding-review_question_failed = Ответ на «{ $question }» — нет, с ним задание не одобряют: попросите доработать.
finding-review_rating_too_low = С оценкой { $rating } задание здесь не одобряют; наименьшая оценка — { $lowest }.
finding-review_rating_contradicts = Оценка { $rating } не вяжется с решением { $verdict }: измените одно из них.
finding-review_comment_missing = Решению { $verdict } нужен комментарий: скажите, что изменить и почему.
finding-review_stage_closed = В состоянии «{ $state }» задания вида «{ $kind }» не рецензируют на этапе «{ $stage }». Открыты: { $open }.
finding-review_stage_waits = Этап «{ $stage }» начнётся, когда пройдены: { $for }.
finding-review_already_given = Вы уже дали отзыв на этапе «{ $stage }» этой попытки; отзывы сохраняются.
finding-review_not_competent = Для этапа «{ $stage }» нужно право { $permission } по { $subject } на языке { $language }; обратитесь к администратору.
finding-review_language_missing = Этап «{ $stage }» идёт по языкам: назовите один из { $known }.
finding-review_language_unknown = Для этапа «{ $stage }» у задания нет текста на языке { $language }. Его языки: { $known }.
finding-review_language_unasked = Этап «{ $stage }» — обо всех языках вместе: уберите язык.
finding-comment_anchor_unknown = «{ $pointer }» не ведёт ни к какой части задания: укажите часть или уберите указание, чтобы говорить о целом.
finding-comment_empty = Комментарий пуст: напишите его.
finding-comment_answer_with_anchor = Ответ стоит там же, где комментарий, на который он дан: уберите место.
finding-comment_answer_blocking = Ответ ничего не останавливает: напишите отдельный комментарий.
finding-comment_closed = Комментарий уже закрыт ({ $state }).
finding-comment_reopened = Закрытый комментарий остаётся закрытым: напишите новый.
finding-comment_closed_by_item_author = Вы писали это задание: комментарий закрывает тот, кто его оставил.
finding-comment_resolved_by_another = Исправленным такое замечание называет только тот, кто его оставил; вы можете снять его, указав причину.
finding-comment_waived_without_reason = Чтобы снять замечание, скажите почему.
finding-change_nothing_moved = Ничто не отличается от одобренной версии.
finding-change_reason_missing = Правке одобренного задания нужна причина: скажите почему.
finding-change_not_editorial = Изменилось { $field } ({ $why }), это никогда не редакционная правка: объявите её содержательной.
finding-change_rewritten = В { $field } изменено { $percent } % слов; редакционная правка меняет не больше { $most } %: объявите её содержательной.
finding-change_confirmed_by_author = Редакционную правку подтверждает второй человек, который в ней ничего не писал.
finding-change_confirmation_permission = Чтобы подтвердить редакционную правку, нужно право { $permission }; обратитесь к администратору.
finding-change_locked_forms_keep = Закрытых вариантов, которые сохраняют свою версию: { $count }{ $names ->
        [none] { "" }
       *[other] { " " }({ $names })
    }.
finding-change_draft_forms_have = Черновых вариантов с этим заданием, которые могут взять новую версию: { $count }{ $names ->
        [none] { "" }
       *[other] { " " }({ $names })
    }.
finding-change_open_sittings_have = Задание стоит в назначенных или идущих проведениях: { $count }{ $names ->
        [none] { "" }
       *[other] { " " }({ $names })
    }.
finding-change_variants_stale = Тексты на языках { $languages } отстанут: их надо просмотреть снова.
finding-change_statistics_reset = Показателей, которые не относятся к новой версии: { $count }.
finding-plan_nobody_for_subject = По предмету { $subject } никто не пишет: заданий строки «{ $row }» без исполнителя — { $items }.
finding-plan_nobody_for_language = По предмету { $subject } пишут { $developers }, но никто на языке { $language }: заданий строки «{ $row }» без исполнителя — { $items }.
finding-plan_all_full = У всех, кто мог бы писать строку «{ $row }» ({ $subject }; разработчиков: { $developers }), уже столько заданий, сколько они берут: без исполнителя — { $items }.
finding-webhook_secret_length = В секрете от { $fewest } до { $most } байтов; здесь { $length }.
finding-webhook_secret_encoding = Это не секрет: он начинается с «whsec_», дальше идёт Base64.
finding-webhook_id_invalid = «{ $id }» — не идентификатор сообщения: только буквы, цифры, «_» и «-».
finding-webhook_event_invalid = «{ $event }» — не событие: имена из строчных букв, цифр и «_» через точку.
finding-webhook_value_not_thin = «{ $name }» — больше, чем идентификатор, код или число, а другое в вебхуке не передаётся: уберите его.
finding-webhook_body_too_long = В теле { $bytes } байтов, посылается не больше { $most }.
finding-webhook_url_invalid = Это не адрес для вебхука: { $problem ->
        [too_long] слишком длинный.
        [characters] в нём недопустимые символы.
        [scheme] начинается не с https://.
        [user] в нём назван пользователь.
        [port] порт — не число от 1 до 65535.
        [host] узел — не имя и не адрес.
       *[other] { $problem }.
    }
finding-webhook_url_not_https = Вебхуки посылаются только на https://.
finding-webhook_host_local = «{ $host }» — имя внутри сети; вебхуки идут туда, только если узел разрешил оператор.
finding-webhook_address_special = { $address } — адрес не из общей сети ({ $kind }); вебхуки идут туда, только если сеть разрешил оператор.
finding-webhook_network_invalid = «{ $value }» — не сеть: напишите адрес и число битов, например 10.20.0.0/16.

## Модели заданий и сохранённые проверки

finding-expression_arguments = Выражение, столбец { $column }: { $function } принимает не меньше { $least ->
        [one] { $least } значения
        [few] { $least } значений
       *[many] { $least } значений
    }, здесь их { $have }. Исправьте значения в скобках.
finding-expression_function_unknown = Выражение, столбец { $column }: функции «{ $function }» нет. Есть: { $allowed }.
finding-expression_number_long = Выражение, столбец { $column }: число { $number } записано с порядком или содержит больше { $most } цифр и не было бы точным. Напишите число короче или дробь.
finding-template_brace_open = В тексте не закрыта фигурная скобка (столбец { $column }). Закройте её; если нужна сама скобка, напишите её дважды.
finding-template_brace_lonely = В тексте лишняя закрывающая фигурная скобка (столбец { $column }). Если нужна сама скобка, напишите её дважды.
finding-template_function_unknown = Текст, столбец { $column }: функции «{ $function }» нет. Есть: { $allowed }.
finding-template_function_language = Текст, столбец { $column }: { $function } — окончание казахских числительных, в языке { $language } ему нет места. Уберите его.
finding-template_argument = Текст, столбец { $column }: после { $function } пишется { $wanted }. Исправьте эту часть.
finding-template_forms_missing = Текст, столбец { $column }: в языке { $language } слову нужны ещё формы { $missing }. Добавьте их.
finding-model_name_unknown = Столбец { $column }: здесь нет переменной или значения с именем «{ $name }».{ $known ->
        [none] { "" }
       *[other] { " " }Есть: { $known }.
    } Исправьте имя; значение использует только то, что стоит перед ним.
finding-model_name_taken = Имя «{ $name }» занято или отведено ключу (answer) и числу варианта (value). Выберите другое.
finding-model_variable_form = Переменной { $variable } нужно ровно одно из трёх: диапазон (from, to, step), набор чисел (set), список слов (words).
finding-model_variable_unbounded = Переменная { $variable } не ограничена: у диапазона есть и from, и to. Добавьте недостающее.
finding-model_step_not_positive = Шаг { $step } никуда не ведёт: задайте шаг больше 0.
finding-model_range_reversed = Диапазон переменной { $variable } начинается с { $from } и заканчивается раньше, на { $to }. Поменяйте их местами.
finding-model_space_too_large = Модель слишком велика, чтобы проверить её целиком: больше { $most } { $of ->
        [values] значений одной переменной
        [combinations] сочетаний, удовлетворяющих условиям
       *[steps] начатых сочетаний
    }. Сузьте диапазоны, увеличьте шаг или задайте условие на первые переменные.
finding-model_value_twice = Значение { $value } стоит в списке дважды. Оставьте одно.
finding-model_language_missing = Нет текста на языке { $language }: каждый текст модели есть на всех языках её формулировки. Добавьте его.
finding-model_language_without_wording = Есть текст на языке { $language }, а формулировки нет. Языки модели: { $known }. Добавьте формулировку или уберите текст.
finding-model_word_form_missing = У слова { $word } нет формы «{ $form }» на языке { $language }, а формулировка её требует. Добавьте её.
finding-model_distractors_too_few = Каждому заданию нужно неверных ответов: { $need }, в модели их { $have }. Добавьте ошибки или уменьшите число вариантов.
finding-model_variable_not_in_stem = Переменной { $variable } нет в условии задачи ({ $language }): её значения дают то же самое задание. Покажите её в тексте или уберите.
finding-model_unsatisfiable = Ни одно сочетание значений не удовлетворяет всем условиям; чаще всего мешают: { $constraints }. Ослабьте условие или расширьте диапазон.
finding-model_same_stem = Два набора значений дают один и тот же текст ({ $language }) и разные ключи: { $first }; { $second }. Покажите в тексте, чем они различаются.
finding-model_text_unsaid = Текст нельзя составить для { $example }: { $what } { $why ->
        [absent] там не является числом
        [not_decimal] там не конечная десятичная дробь; запишите обыкновенной дробью или округлите
       *[form_missing] не имеет такой формы
    }. Исправьте текст или исключите эти значения условием.
finding-model_combinations_refused = Сочетаний, из которых задание не получается: { $count } из { $of }; причина: { $reason ->
        [absent] ключ не является числом
        [not_decimal] ключ — не конечная десятичная дробь не длиннее 15 цифр
        [senseless] ключ нарушает «{ $condition }»
        [too_few_distractors] слишком мало неверных ответов, отличных от ключа и друг от друга
       *[same_wording] текст совпадает с другим сочетанием
    }. Первое: { $example }. Исключите их условием или добавьте ошибки.
finding-model_distractor_never = Ошибку { $error } нельзя предложить ни в одном задании: { $fault ->
        [absent] она не даёт числа
        [not_decimal] она не даёт конечной десятичной дроби
        [senseless] она нарушает условие осмысленности
        [equals_key] она даёт ключ
       *[equals_other] она даёт то же, что и более ранняя ошибка
    }. Исправьте выражение или уберите её.
finding-model_count_out_of_range = Число заданий — от 1 до { $most }.
finding-model_fewer_possible = Запрошено заданий: { $asked }, а различных модель может дать { $possible }. Запросите меньше или расширьте диапазоны.
finding-model_test_form = В сохранённой проверке модели есть ровно одно из трёх: text, error, key.
finding-model_test_no_option = Сохранённая проверка отвечает «{ $answer }», а такого варианта в задании { $item } ({ $language }) нет. Исправьте проверку или укажите, когда она действует.
finding-answer_test_failed = Ответ «{ $answer }» на задание { $item } ({ $language }): { $earned ->
        [none] по одному ключу баллы определить нельзя
       *[other] получено баллов: { $earned }
    } ({ $reason }); должно быть { $earns }. Исправьте ключ, правило или проверку.
finding-answer_test_part_missing = В задании { $item } несколько частей ({ $parts }): укажите, на какую отвечает сохранённая проверка.

# Файлы Office, формулы и тексты с разметкой
finding-package_old_format = Файл старого формата Office или под паролем: сохраните его как .xlsx или .docx без пароля.
finding-package_too_large = В файле больше { $most } МБ: разделите его или уменьшите картинки.
finding-package_too_many_parts = Файл состоит более чем из { $most } частей: разделите его.
finding-package_part_name = В файле есть часть с именем, которого программы Office не пишут («{ $name }»): сохраните его заново в Office.
finding-package_encrypted = Файл под паролем: сохраните его без пароля.
finding-package_damaged = Файл не открывается ({ $reason }): сохраните его заново или пришлите ещё раз.
finding-package_part_missing = В файле нет части «{ $name }»: сохраните его заново в Office.
finding-xml_invalid = Часть файла — неправильный XML ({ $reason }): сохраните файл заново.
finding-xml_entity = Часть файла использует сущность XML «{ $name }», такие не читаются: сохраните файл заново в Office.
finding-xml_too_deep = Элементы вложены глубже { $most }: упростите текст.
finding-xml_too_large = Элементов больше { $most }: разделите файл.
finding-utf16_invalid = Файл начинается как UTF-16, но обрезан или повреждён: сохраните его как CSV UTF-8.
finding-workbook_unknown = Файл не книга Excel: сохраните его как .xlsx.
finding-workbook_unreadable = Книга не читается ({ $reason }): сохраните её заново как .xlsx.
finding-workbook_unwritable = Книгу нельзя записать: { $reason }.
finding-workbook_too_many_cells = В книге больше { $most } заполненных ячеек: разделите её.
finding-workbook_no_tasks = Ни на одном листе нет строки заголовков со столбцом «{ $column }» и ещё одним известным: возьмите шаблон или назовите столбцы в профиле.
finding-sheet_too_large = { $cell }: лист читается до строки { $rows } и столбца { $columns }: уберите то, что дальше.
finding-sheet_hidden = Лист «{ $sheet }» скрыт и не прочитан: покажите его, если он относится к заданиям.
finding-sheet_delimited = { $cell }: все заголовки в одной ячейке через «{ $separator }»: разделите столбец (Данные → Текст по столбцам).
finding-row_hidden = { $cell }: строка скрыта, но прочитана.
finding-column_hidden = { $cell }: столбец «{ $column }» скрыт, но прочитан.
finding-row_of_no_task = { $cell }: задания с кодом «{ $code }» нет, и строка пропала бы: исправьте код или добавьте задание.
finding-option_label_unknown = { $cell }: «{ $label }» — не метка варианта: напишите букву от A до J.
finding-option_label_twice = { $cell }: вариант «{ $label }» у задания уже есть: дайте каждому свою букву.
finding-cells_merged = Ячейки { $area } объединены, значение есть только в первой: разъедините их и заполните каждую.
finding-cell_delimited = { place-in-file }: в одной ячейке несколько значений через «{ $separator }»: разнесите их по своим ячейкам.
finding-cell_too_long = { $cell }: в тексте { $length } знаков; принимается не больше { $most }, а сам Excel обрезает после 32 767.
finding-cell_boolean = { $cell }: в ячейке ИСТИНА или ЛОЖЬ: запишите это текстом, с апострофом впереди.
finding-cell_error = { $cell }: формула ячейки даёт { $value }: исправьте её или запишите значение.
finding-cell_formula_empty = { $cell }: формула не вычислена: откройте файл в Excel, сохраните и пришлите снова.
finding-cell_formula = { $cell }: ячейку вычисляет формула; взято «{ $value }».
finding-cell_code_number = { $cell }: код записан числом ({ $value }), нуль в конце мог пропасть: сделайте ячейку текстовой и впишите код заново.
finding-cell_leading_zero = { $cell }: Excel сделал из кода число { $value } и, вероятно, отбросил нуль ({ $guess }): сделайте ячейку текстовой и впишите заново.
finding-cell_date = { $cell }: Excel сделал дату { $date } из того, что, вероятно, было { $guess }: сделайте ячейку текстовой и впишите заново.
finding-key_tolerance_without_number = { $cell }: допуск и единицы бывают у краткого ответа с ключом-числом: очистите ячейку или впишите число в ключ.
finding-formula_not_math = Формула должна быть элементом «math», а не «{ $element }».
finding-formula_empty = Формула пуста: впишите её между знаками или уберите знаки.
finding-formula_too_long = В формуле больше { $most } знаков: разделите её.
finding-formula_too_deep = Позиция { $position }: группы вложены глубже { $most }: упростите формулу.
finding-formula_environment = Позиция { $position } («{ $text }»): окружение неизвестно или закрыто другим именем; известны cases, matrix, pmatrix, array, aligned.
finding-formula_unclosed = Позиция { $position } («{ $text }»): открытое здесь не закрыто: добавьте закрывающую скобку или знак.
finding-formula_unopened = Позиция { $position } («{ $text }»): закрыто то, что не открывалось: уберите это или откройте раньше.
finding-formula_argument = Позиция { $position }, после «{ $text }»: чего-то не хватает, например второй части дроби: впишите её в фигурных скобках.
finding-formula_delimiter = Позиция { $position } («{ $text }»): после \left, \right или \big должна стоять скобка; точка значит «никакой».
finding-formula_script_twice = Позиция { $position } («{ $text }»): второй показатель или индекс у того же основания: возьмите в скобки то, что вместе.
finding-formula_misplaced = Позиция { $position }: «{ $text }» здесь не имеет смысла; & и \hline бывают в таблицах.
finding-formula_command = Позиция { $position }: команда { $command } неизвестна.{ $nearest ->
        [none] {""}
       *[other] {" "}Может быть, { $nearest }?
    }
finding-formula_invalid = Позиция { $position }: формула не читается ({ $reason }).
finding-rich_too_long = В тексте с разметкой больше { $most } знаков: разделите его.
finding-rich_content_removed = <{ $element }> убран вместе со всем, что в нём было ({ $count }).
finding-rich_comment_removed = Комментарии убраны ({ $count }).
finding-rich_element_removed = <{ $element }> убран, слова в нём остались ({ $count }).
finding-rich_image_outside = Картинка «{ $address }» не из этого банка и убрана ({ $count }): загрузите её.
finding-rich_image_without_words = У картинки нет описания для тех, кто её не видит ({ $count }): опишите её в «alt».
finding-rich_attribute_removed = «{ $attribute }» у <{ $element }> убран ({ $count }).
finding-rich_words_changed = Разметка закрыта не по порядку, и слова встали иначе: сравните текст с написанным.
finding-rich_without_text = По адресу «{ $at }» нет текста, к которому относилась бы эта форма: уберите её.
finding-rich_not_clean = В HTML есть то, чего в тексте быть не может: пришлите его как набрано, чтобы его очистили.
finding-rich_differs = Простой текст — не изложение своего HTML («{ $rendered }»): меняйте оба вместе.
workbook-sheet-tasks = Задания
workbook-sheet-options = Варианты ответов
workbook-sheet-descriptors = Дескрипторы
workbook-sheet-lists = Списки
workbook-sheet-howto = Как заполнять
workbook-list-title = Нет в списке
workbook-list-message = Выберите значение из списка. Несколько кодов пишутся через запятую.
workbook-column-code = Код
workbook-column-code-note = Ваш код задания, на листе один раз. Тот же код — на листах вариантов и дескрипторов.
workbook-column-type = Тип
workbook-column-type-note = Какого рода задание. Пусто — один верный ответ.
workbook-column-subject = Предмет
workbook-column-subject-note = Код предмета.
workbook-column-grade = Класс
workbook-column-grade-note = Число от 0 до 13.
workbook-column-term = Четверть
workbook-column-term-note = Число от 1 до 4, если задание относится к четверти.
workbook-column-programme = Программа
workbook-column-programme-note = Код программы, к которой относятся цели.
workbook-column-unit = Раздел
workbook-column-unit-note = Код раздела.
workbook-column-objectives = Цели обучения
workbook-column-objectives-note = Коды целей обучения через запятую.
workbook-column-thinking = Уровень мышления
workbook-column-thinking-note = Уровень мыслительных навыков.
workbook-column-difficulty = Сложность
workbook-column-difficulty-note = Уровень, который даёт заданию автор.
workbook-column-purpose = Назначение
workbook-column-purpose-note = Для чего задание. Пусто — суммативное.
workbook-column-points = Баллы
workbook-column-points-note = Баллы; дробная часть через запятую или точку.
workbook-column-minutes = Минуты
workbook-column-minutes-note = Время выполнения в минутах.
workbook-column-stem = Задание
workbook-column-stem-note = Текст задания. Формулы в LaTeX между знаками доллара: $x^2$.
workbook-column-key = Ключ
workbook-column-key-note = Буква верного варианта, несколько букв через запятую, верный порядок или краткий ответ; несколько допустимых ответов через |.
workbook-column-tolerance = Допуск
workbook-column-tolerance-note = Для краткого ответа-числа: насколько ответ может отличаться от ключа.
workbook-column-units = Единицы
workbook-column-units-note = Допустимые написания единицы через запятую: см, cm.
workbook-column-hint = Подсказка
workbook-column-hint-note = Показывается только при тренировке.
workbook-column-explanation = Разбор
workbook-column-explanation-note = Решение, показывается только при тренировке.
workbook-column-marking_notes = Указания проверяющим
workbook-column-marking_notes-note = Видят только проверяющие.
workbook-column-sample_answer = Образец ответа
workbook-column-sample_answer-note = Полный ответ для проверяющих.
workbook-column-language = Язык оригинала
workbook-column-language-note = Язык, на котором задание написано; остальные — переводы.
workbook-column-tags = Метки
workbook-column-tags-note = Слова для поиска, через запятую.
workbook-column-author = Автор
workbook-column-author-note = Кто написал.
workbook-column-source = Источник
workbook-column-source-note = Откуда взято.
workbook-column-licence = Лицензия
workbook-column-licence-note = На каких условиях можно использовать, например CC-BY-4.0.
workbook-column-option = Вариант
workbook-column-option-note = Буква варианта, от A до J.
workbook-column-text = Текст
workbook-column-text-note = Текст на этом языке. Формулы в LaTeX между знаками доллара.
workbook-column-criterion = Критерий
workbook-column-criterion-note = Код критерия оценивания, если он есть.
workbook-column-objective = Цель обучения
workbook-column-objective-note = Цель, которую показывает дескриптор, если целей несколько.
workbook-type-mcq = один ответ
workbook-type-multi = несколько ответов
workbook-type-tf = верно или неверно
workbook-type-order = порядок
workbook-type-sa = краткий ответ
workbook-type-ea = развёрнутый ответ
workbook-type-speak = говорение
workbook-type-practical = практическая работа
workbook-type-question = вопрос анкеты
workbook-purpose-summative = суммативное
workbook-purpose-formative = формативное
workbook-purpose-both = оба
workbook-thinking-ku = знание и понимание
workbook-thinking-ap = применение
workbook-thinking-ho = навыки высокого порядка
workbook-difficulty-a = A – базовый
workbook-difficulty-b = B – повышенный
workbook-difficulty-c = C – высокий
workbook-howto-1 = Как заполнять эту книгу
workbook-howto-2 = Одна строка листа заданий — одно задание. Пишите с третьей строки; первые две не меняйте.
workbook-howto-3 = Столбцы с красным заголовком обязательны, остальные можно не заполнять. Уголок заголовка подскажет, что писать.
workbook-howto-4 = Варианты ответов — на своём листе: код задания, буква, тексты. Так же дескрипторы; они нумеруются по порядку.
workbook-howto-5 = У текста по столбцу на каждый язык. Язык, на котором ничего не написано, не создаётся.
workbook-howto-6 = Ключ: B, или A,C для нескольких, или буквы в верном порядке. Краткий ответ: 5|пять. Число сравнивается как число; допуск и единицы — рядом.
workbook-howto-7 = Формулы: LaTeX между знаками доллара, $\frac{"{"}1{"}"}{"{"}2{"}"}$. После десятичной запятой нет пробела: $3,14$. В перечислении он есть: $1; 2; 3$.
workbook-howto-8 = Ячейки текстовые, поэтому 1/2 не станет датой, а 007 сохранит нули. Вставляя из другого места, выбирайте «только значения».
workbook-howto-9 = Не объединяйте ячейки, не скрывайте строки и столбцы; каждому значению — своя ячейка.
workbook-howto-10 = Несколько частей: общий текст — на листе заданий, без ключа; у каждой части (a, b …) своя строка на листе частей с баллами и ключом. Варианты, дескрипторы и пары называют часть. Соответствие: что подходит друг другу, стоит в одной строке листа пар; правая сторона без левой — лишняя.
workbook-howto-11 = Картинки добавляются на странице после импорта или через шаблон Word.
workbook-howto-12 = Тот же код при повторном импорте меняет черновик, второго задания не будет.
workbook-howto-13 = Отклонённые строки возвращаются книгой: неверные ячейки красные и поясняют причину, последний столбец говорит о ней словами. Исправив, пришлите её же.
workbook-howto-14 = Первая проба бесплатна: при «пробном прогоне» ничего не сохраняется, а сказано всё.
finding-word_unknown = Файл не документ Word: сохраните его как .docx.
finding-word_no_tasks = Ни одна таблица документа не начинается словом «Задание»: возьмите шаблон.
finding-word_label_unknown = Абзац { $paragraph }: метка «{ $label }» неизвестна.{ $nearest ->
        [none] {""}
       *[other] {" "}Может быть, «{ $nearest }»?
    }
finding-word_example_changed = Абзац { $paragraph }: пример изменён и не прочитан: если это задание, напишите в его первой ячейке «Задание».
finding-word_column_without_language = Абзац { $paragraph }: «{ $text }» стоит в столбце без языка: напишите над столбцом kk, ru или en.
finding-word_values_differ = Абзац { $paragraph }: у «{ $label }» одно значение для всех языков, а здесь их несколько ({ $values }): оставьте одно.
finding-word_label_twice = Абзац { $paragraph }: «{ $label }» стоит в таблице дважды: оставьте одну строку.
finding-word_language_unknown = Абзац { $paragraph }: «{ $text }» — не язык: напишите kk, ru или en.
finding-word_language_missing = Абзац { $paragraph }: первая строка таблицы не называет языка: напишите kk, ru или en над каждым столбцом.
finding-word_outside = Абзац { $paragraph } («{ $text }») стоит вне заданий и не прочитан.
finding-word_table_unknown = Абзац { $paragraph }: таблица («{ $text }») — не задание и не прочитана: её первая ячейка должна быть «Задание».
finding-word_beside = Часть документа «{ $part }» не прочитана: «{ $text }».
finding-word_element = Абзац { $paragraph }: элемент { $element } («{ $text }») не понят; на его месте стоит знак.
finding-word_formula_element = Абзац { $paragraph }: элемент формулы { $element } не понят; на его месте стоит знак.
finding-word_object = Абзац { $paragraph }: вложенный объект ({ $program }) не прочитан: пишите формулы редактором Word, картинки вставляйте как PNG.
finding-word_drawing = Абзац { $paragraph }: рисунок без картинки (диаграмма, схема, фигура) не прочитан: вставьте его картинкой.
finding-word_text_box = Абзац { $paragraph }: текст надписи не прочитан: «{ $text }».
finding-word_symbol = Абзац { $paragraph }: знак { $code } шрифта { $font } не понят: наберите его буквой.
finding-word_note = Абзац { $paragraph }: сноска не прочитана: перенесите её слова в текст.
finding-word_comment = Абзац { $paragraph }: примечание не прочитано.
finding-word_link = Абзац { $paragraph }: адрес ссылки отброшен, слова остались: «{ $text }».
finding-word_insertion = Абзац { $paragraph }: исправление-вставка принято как текст: «{ $text }».
finding-word_deletion = Абзац { $paragraph }: исправление-удаление пропущено: «{ $text }».
finding-word_hidden = Абзац { $paragraph }: скрытый текст пропущен: «{ $text }».
finding-word_external = Абзац { $paragraph }: картинка лежит вне документа («{ $address }») и не загружается: вставьте её в файл.
finding-word_picture_missing = Абзац { $paragraph }: картинки нет в файле: вставьте её снова.
finding-word_picture_format = Абзац { $paragraph }: картинка «{ $name }» — не PNG и не JPEG или повреждена: вставьте её как PNG.
finding-word_picture_without_words = Абзац { $paragraph }: у картинки нет замещающего текста: опишите её для тех, кто не видит.
finding-word_cells_merged = Абзац { $paragraph }: ячейки таблицы в тексте объединены по вертикали; они прочитаны по одной.
word-task = Задание
word-descriptor = Дескриптор
word-howto-1 = Как заполнять этот документ. Эти серые строки не читаются, их можно удалить.
word-howto-2 = Каждая таблица — одно задание. Для нового задания скопируйте таблицу целиком.
word-howto-3 = Первая строка называет языки: kk, ru, en. Лишний столбец можно удалить.
word-howto-4 = Слева стоят метки, их не меняют. Лишние строки оставьте пустыми или удалите; порядок не важен.
word-howto-5 = Значения без языка (код, класс, баллы, ключ) пишутся в любом одном столбце.
word-howto-6 = Варианты — строки с буквами от A до J; строки можно добавлять. Ключ: B или A,C для нескольких.
word-howto-7 = Баллы дескриптора — в скобках: Дескриптор (2). За точкой с запятой — критерий и цель, которые он показывает: Дескриптор (2; m6-c1; 6.1.2.3).
word-howto-8 = Несколько частей: в строке «Часть a (1)» — вопрос части, в скобках её баллы; строки под ней относятся к ней: тип, варианты, ключ, пары, дескрипторы. Код, предмет и текст задания стоят выше первой части.
word-howto-9 = Соответствие: «Слева 1» и «Справа 1» составляют пару, каждая сторона на всех языках; правая сторона без левой — лишняя.
word-howto-10 = Формулы: Вставка → Уравнение. Картинки: PNG или JPEG, вставленные в файл, с замещающим текстом.
word-howto-11 = Что не понято, перечисляется после импорта по абзацам; молча ничего не пропадает.
word-examples = Примеры. Они не читаются: чтобы сделать из примера задание, напишите в его первой ячейке «Задание».
word-example = Пример
word-example-choice = Сократите отношение 18 : 12.
word-example-matching = Сопоставьте выражения с их значениями.
word-example-parts = Автобус проехал 120 км за 2 часа.
word-example-part-a = Какова его скорость в км/ч?
word-example-part-b = Объясните, как вы её нашли.
word-example-descriptor-1 = делит путь на время
word-example-descriptor-2 = называет единицу скорости

## Качество заданий: формулировка, перевод, сходство

finding-objectives_several = Задание проверяет сразу { $count } цели обучения: оставьте одну или укажите у каждого дескриптора, какую цель он показывает.
finding-objective_without_descriptor = Цель { $objective } не показывает ни один дескриптор: добавьте его или уберите цель.
finding-criterion_without_descriptor = К критерию { $criterion } не относится ни один дескриптор: добавьте его или уберите критерий.
finding-descriptor_without_criterion = Дескриптор { $descriptor } не относится ни к одному критерию: назовите один из критериев задания.
finding-descriptor_not_observable = Дескриптор { $descriptor } называет то, что нельзя наблюдать («{ $word }», { $language }): напишите, что делает ученик.
finding-minutes_per_point_unusual = Необычное время: { $minutes } мин на { $points } баллов; ожидается от { $least } до { $most } мин на балл. Исправьте время или баллы.
finding-stem_too_long = В условии { $words } слов ({ $language }), больше { $most }: сократите его или вынесите текст в стимул.
finding-options_of_different_kinds = Одни варианты — числа, другие — слова или числа с единицами ({ $language }): сделайте их однородными.
finding-options_end_differently = Точкой заканчиваются { $count } из { $of } вариантов ({ $language }): пусть все или ни один.
finding-options_begin_differently = С заглавной буквы начинаются { $count } из { $of } вариантов ({ $language }): пусть все или ни один, кроме имён.
finding-options_share_beginning = Все варианты начинаются со слов «{ $words }» ({ $language }): скажите это один раз, в условии.
finding-option_contains_another = Вариант { $option } содержит вариант { $other }: сделайте их взаимоисключающими.
finding-absolute_word = Слово «{ $word }» не оставляет исключений и выдаёт неверный ответ ({ $language }): выразитесь осторожнее.
finding-key_echoes_stem = Из всех вариантов только ключ { $option } повторяет слово вопроса («{ $word }», { $language }): скажите это другими словами.
finding-distractor_without_rationale = У вариантов { $options } не указано, из какой ошибки они возникают ({ $language }): напишите обоснование для каждого.
finding-key_positions_unbalanced = Из { $of } заданий с { $options } вариантами у { $count } ключ стоит на месте { $position }: распределите ключи равномернее.
finding-key_position_run = С заданием { $item } больше { $most } ключей подряд стоят на месте { $position }: переставьте некоторые.
finding-key_given_by_another = Условие задания { $item } содержит ответ задания { $other } («{ $key }»): не давайте оба в одном тесте или измените одно.
finding-variant_text_missing = Этот текст есть на языке { $source } и отсутствует на { $language }: переведите его.
finding-variant_text_extra = Этот текст есть на языке { $language } и отсутствует на { $source }: уберите его или добавьте в исходный вариант.
finding-variant_numerals_differ = Числа на языке { $language } не те, что на { $source }.{ $missing ->
        [none] { "" }
       *[other] { " " }Не хватает: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Лишние: { $extra }.
    } Сверьте перевод.
finding-variant_decimal_mark = На языке { $language } десятичные дроби пишутся через «{ $mark }»: исправьте { $written }.
finding-variant_units_differ = Единицы на языке { $language } не те, что на { $source }.{ $missing ->
        [none] { "" }
       *[other] { " " }Не хватает: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Лишние: { $extra }.
    } Сверьте перевод.
finding-variant_formulas_differ = Формулы на языке { $language } не те, что на { $source }.{ $missing ->
        [none] { "" }
       *[other] { " " }Не хватает: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Лишние: { $extra }.
    } Сверьте перевод.
finding-variant_options_reordered = Варианты ответа на языке { $language } стоят в другом порядке, чем на { $source }: поставьте каждый под его идентификатор.
finding-variant_media_differ = Рисунки или записи на языке { $language } не те, что на { $source }.{ $missing ->
        [none] { "" }
       *[other] { " " }Не хватает: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Лишние: { $extra }.
    } Используйте одни и те же.
finding-variant_accepted_differ = Принимаемые ответы части { $part } различаются: на { $source } числа «{ $expected_numbers }», на { $language } «{ $found_numbers }». Дайте одинаковые ответы.
finding-variant_script = Только { $percent } % букв — { $script ->
        [cyrillic] кириллица
        [latin] латиница
       *[arabic] арабское письмо
    }: этот текст действительно на языке { $language }?
finding-variant_foreign_letters = Слова с буквами, которых нет в языке { $language }: { $words }. Исправьте их или оформите как цитату.
finding-variant_language_doubtful = В таком длинном тексте нет ни одной из букв «{ $letters }»: вряд ли он на языке { $language }, проверьте.
finding-variant_untranslated = Условие на языке { $language } повторяет условие на { $source }: переведите его.
finding-variant_parts_differ = Части: { $first } в одном задании и { $second } в другом; у заданий одного набора переводов части одинаковы.
finding-variant_options_differ = Число вариантов: { $first } и { $second }; дайте обоим заданиям одинаковые варианты в одинаковом порядке.
finding-variant_key_differs = Ключи по местам: { $first } и { $second }; исправьте один из них.
finding-variant_points_differ = Баллы: { $first } и { $second }; сделайте их одинаковыми.
finding-variant_descriptors_differ = Баллы дескрипторов или уровней: { $first } и { $second }; сделайте их одинаковыми.
finding-similar_item = Это задание почти дословно повторяет { $other ->
        [none] задание, которое вам не видно
       *[other] { $other }
    } ({ $score } %, { $language }): напишите другое или объясните, зачем нужны оба.
finding-enemies_suggested = Это задание очень похоже на { $other ->
        [none] задание, которое вам не видно
       *[other] { $other }
    } ({ $score } %, { $language }): объявите их взаимоисключающими, чтобы в одном тесте не было обоих.
finding-family_suggested = Это задание отличается от { $other ->
        [none] задания, которое вам не видно,
       *[other] { $other }
    } только числами ({ $language }): включите оба в одно семейство клонов.
finding-external_similarity = { $service }: { $score } % текста найдено в других местах; назовите источник или напишите заново.
finding-external_similarity_near = { $service }: { $score } % текста найдено в других местах; проверьте, правильно ли оформлены цитаты.
finding-waiver_not_allowed = Замечание правила { $rule } нельзя снять: исправьте задание.
finding-waiver_reason_short = В обосновании { $have } букв, нужно не меньше { $least }: объясните, почему замечание можно оставить.
finding-similarity_weights_sum = Сумма весов — { $sum }: условие, варианты и ключ вместе должны давать 100.
finding-similarity_threshold_zero = С порогом 0 каждое задание похоже на каждое: задайте порог больше 0.
finding-word_entry_unreadable = «{ $entry }» не подходит ни к одному слову: пишите слова строчными буквами, с одной * в конце или в начале.
finding-word_entry_twice = «{ $entry }» стоит в списке дважды: оставьте один раз.
finding-letter_of_another_script = Буква «{ $letter }» — не { $script ->
        [cyrillic] кириллица
        [latin] латиница
       *[arabic] арабское письмо
    }: исправьте букву или письменность.
finding-letter_of_two_languages = Буква «{ $letter }» уже названа собственной для { $other }: буква двух языков не собственная ни для одного.
finding-external_service_unknown = В политике нет порогов для службы { $service }. Известны: { $known }.
finding-percent_out_of_range = { $value } — не процент: дайте число от 0 до 100.

# --- Изменения утверждённых заданий, языки, добавленные позже
finding-change_without_base = До версии { $number } ни одна не утверждена, менять ей нечего: сдайте её как есть.
finding-change_not_declared = Не сказано, что меняет версия { $number }: до сдачи объявите изменение редакционным или существенным.
finding-change_needs_review = Изменение в версии { $number } объявлено существенным: его рецензируют, а не подтверждают.
finding-change_not_submitted = Версия { $number } в фазе «{ $phase }»: редакционное изменение сначала сдают, затем подтверждают, и один раз.
finding-change_base_closed = Изменяемая версия { $number } больше не используется: начните новую версию от последней.
finding-item_is_kept = Задание остаётся: его сдавали, или на него что-то ссылается (фаза «{ $phase }», вариантов с ним: { $forms }, из них закрытых: { $locked }). Приостановите его или выведите из использования.
finding-language_needs_approved_version = Версия { $number } в фазе «{ $phase }»: отдельно язык добавляют только к утверждённой версии; впишите его в черновик.
finding-language_there = В версии { $number } язык { $language } уже есть: его тексты меняет новая версия.
finding-language_not_proposed = В версии { $number } нет текстов на языке { $language }, ждущих утверждения.
# --- quality checks, waivers, bank-wide comparisons
finding-quality_policy_absent = Организация не следует никакой политике качества, судить не по чему: выберите её (PUT /organisations/…/quality-policy).
finding-items_share_no_language = У двух заданий нет текстов на языке { $language }, которые можно сопоставить: выберите язык, который есть у обоих.
finding-suggestion_decided = По этому предложению уже принято решение ({ $state }): выберите открытое.
# Files of office programs, pictures, formulas
finding-import_profile_unfit = Документ Word читается по собственным правилам, профиль сопоставления ему не нужен. Уберите `profile`.
finding-import_office_as_text = Файл офисной программы — не текст. Передайте его байты в base64 как `content_base64`.
finding-import_not_workbook = Это был импорт файла { $kind }; книгой Excel возвращаются только отклонённые строки книги. Возьмите `rejected`.
finding-media_not_for_text = Здесь нужна { $needed ->
        [recording] запись
       *[other] картинка
    }, а { $hash } — это { $found }.
finding-media_missing = Текст называет файл { $hash }, которого у организации нет. Сначала загрузите его.
finding-media_licence_missing = У файла { $hash } нет лицензии. Укажите лицензию картинки или записи либо самого задания.
finding-formula_given_once = Передайте формулу один раз: либо как `latex`, либо как `mathml`.
# Вебхуки
finding-webhook_event_unknown = «{ $event }» не охватывает ни одного события. Есть { $known }; `item.*` — все, что так начинаются, `*` — все.
finding-webhook_endpoint_disabled = На этот адрес ничего не посылается ({ $reason ->
        [gone] получатель ответил, что его больше нет
       *[other] его отключили
    }): сначала включите его.
# Порядок работы, экспертиза и апробации через интерфейс
finding-workflow_not_in_force = Редакция действует с { $from }{ $to ->
        [none] {""}
       *[other] {" "}по { $to }
    }, а сегодня { $today }: выберите действующую.
finding-pilot_not_running = Версия находится в состоянии «{ $state }» ({ $phase }): этап апробации записывают, пока она идёт.
finding-pilot_in_future = День { $date } ещё не наступил: запишите этап, когда он пройдёт.
finding-pilot_administration_unknown = Для «{ $administration }» не загружена статистика этой версии: загрузите её или укажите числа здесь.
finding-pilot_n_missing = Не указано, сколько участников выполняли задание: укажите n или назовите проведение с загруженными p или rit.
finding-promotion_not_offered = Версия { $number } не предложена в открытый сборник: она должна быть одобрена, не секретна и оценена как хорошая достаточным числом экспертов.
finding-attribution_missing = Не указано, кого назвать автором: укажите.
finding-author_hidden = Экспертиза анонимная: экспертам не сообщают, кто написал задание.
# Сборники для школ и анкеты
finding-collection_item_twice = Задание { $item } уже есть в сборнике: оставьте его один раз.
finding-collection_item_unknown = Задания { $item } нет, или оно вам не видно.
finding-collection_item_foreign = Задание { $item } принадлежит организации, за которую вы не можете публиковать: попросите её опубликовать задание в своём сборнике.
finding-collection_item_not_open = Доступ к заданию { $item } — { $access }, а сборник читают все: в нём могут стоять только открытые задания (open).
finding-collection_item_not_released = Задание { $item } не используется и не передано в открытый сборник (фаза { $phase }, состояние { $state }): сначала введите его в работу или передайте.
finding-collection_stimulus_secure = На стимуле { $stimulus } задания { $item } держатся и секретные задания: сборник раскрыл бы его.
finding-collection_item_scored = Задание { $item } — не только вопрос анкеты: в анкете стоят задания типа QUESTION, без ключа и баллов.
finding-collection_item_unscored = В задании { $item } есть вопросы без ключа и баллов: поместите его в анкету.
finding-collection_item_summative = Задание { $item } — только для суммативного оценивания: сборник для формативного берёт задания для формативного или для обоих видов.
finding-collection_item_level = У задания { $item } нет уровня: укажите A, B или C.
finding-collection_item_subject = Предмет задания { $item } — { $subject }, а сборника — { $expected }.
finding-collection_item_grade = Задание { $item } — для класса { $grades }, а сборник — для { $expected }.
finding-collection_item_language = У задания { $item } нет актуальных текстов на языках: { $languages }. Переведите или обновите их.
finding-collection_item_licence = Ни у задания { $item }, ни у сборника не указана лицензия: укажите её до публикации.
finding-collection_levels_absent = В разноуровневом наборе есть задания уровней A, B и C; нет заданий уровня { $levels }.
finding-collection_empty = В сборнике ничего нет: сначала добавьте задания.
finding-collection_no_language = Нет языка, на котором актуальны все задания: переведите их или составьте сборник для каждого языка.
finding-collection_too_many = Заданий { $count } — слишком много: в сборнике их не больше { $most }.
finding-collection_code_reserved = «{ $code }» — адрес самого каталога: выберите другой код.
finding-collection_subject_missing = Укажите предмет; без него может быть только анкета.
finding-collection_grades_reversed = Младший класс { $grade_min } больше старшего { $grade_max }.
finding-collection_field_fixed = Школы знают сборник по полю { $field }: оно остаётся таким, каким опубликовано. Начните другой сборник.
finding-collection_unchanged = Издание { $edition } такое же: публиковать нечего.
finding-collection_not_published = Сборник не опубликован (состояние { $state }): отзывать нечего.
finding-collection_withdrawn = Сборник { $code } отозван { $at }: { $reason }
finding-collection_keys_not_shown = { $keys ->
        [key_holders] Ключи и схемы оценивания этого сборника — для тех, у кого есть ключ доступа к службе.
       *[nobody] Ключи и схемы оценивания этого сборника не показываются никому.
    }
finding-count_days = Спрашивайте дни по порядку, не больше { $most }.
finding-round_not_questionnaire = Вид этого сборника — { $kind }: опрос проводится по анкете.
finding-round_group_twice = Группа { $group } стоит в списке дважды: оставьте её один раз.
finding-round_group_unknown = { $group ->
        [none] Укажите, к какой группе относится лист
       *[other] Группы { $group } нет
    }. Опрашиваются: { $known }.
finding-round_question_unknown = Вопроса { $position }{ $part ->
        [none] {""}
       *[other] { " " }с частью { $part }
    } нет, или в нём несколько частей и ни одна не названа.
finding-round_answer_twice = На вопрос { $position } на листе отвечено дважды: оставьте один ответ.
finding-round_more_than_asked = В группе { $group } опрашиваются { $invited }, и столько листов уже есть: больше вернуться не может.
finding-round_closed = Опрос закрыт: листы больше не принимаются.
finding-round_open = Опрос ещё идёт: подсчёты показываются после его закрытия, чтобы по ним никого нельзя было узнать.
# Импорт по правам на предмет или язык
finding-import_subject_outside = { $subject ->
        [none] В записи нет предмета, а вам можно вносить только: { $granted }.
       *[other] Вам нельзя вносить задания по предмету { $subject }; ваши права названы на: { $granted }.
    }
finding-import_language_outside = Вам нельзя вносить тексты на языке «{ $language }»; ваши права названы на: { $granted }. Оставьте его столбцы пустыми или поручите импорт тому, у кого есть это право.
# Задания из нескольких частей и на соответствие в книгах Excel
workbook-sheet-parts = Части
workbook-sheet-pairs = Пары
workbook-column-criteria = Критерии
workbook-column-criteria-note = Коды критериев оценивания через запятую. Критерии дескрипторов добавятся сами.
workbook-column-part = Часть
workbook-column-part-note = Буква части: a, b, c … Пусто, если у задания нет частей.
workbook-column-prompt = Вопрос части
workbook-column-prompt-note = Текст этой части; общее для всех частей — на листе заданий.
workbook-column-left = Слева
workbook-column-left-note = Что соотносят. Пусто, если правая сторона лишняя.
workbook-column-right = Справа
workbook-column-right-note = Что подходит к левой стороне этой строки. Порядок правых сторон сервис изменит сам. Баллов столько же, сколько пар, — по одному за пару.
workbook-type-match = соответствие
place-in-file = { $cell ->
        [none] Абзац { $paragraph }
       *[other] { $cell }
    }
finding-part_unnamed = { place-in-file }: у задания несколько частей, а строка не называет ни одной: напишите букву (a, b, c …).
finding-part_twice = { place-in-file }: часть { $part } этого задания записана дважды: оставьте одну.
finding-task_part_unknown = { $cell }: у задания нет части { $part }; его части: { $known }.
finding-part_of_undivided = { $cell }: у задания нет частей, а строка называет часть { $part }: добавьте её на листе частей или оставьте ячейку пустой.
finding-part_unreadable = { place-in-file }: «{ $part }» — не часть: напишите букву от a до j.
finding-belongs_to_part = { place-in-file }: у задания есть части, поэтому «{ $column }» пишут у той части, к которой это относится.
finding-pair_without_right = { place-in-file }: в строке пары нет правой стороны: напишите, что подходит к левой.
finding-pairs_beside_options = { place-in-file }: у задания и пары, и варианты: в задании на соответствие — только пары.
finding-pairs_not_for_type = { place-in-file }: пары бывают в задании на соответствие, а тип этого — { $type }.
# Отклонённые задания документа Word
word-reasons = Причины
finding-import_not_document = Отклонённые задания возвращаются документом только после импорта документа; этот импорт — { $kind }.
# Записи заданий
finding-recording_address = «{ $value }» не называет записи: сначала загрузите её и напишите media: и её хеш.
finding-recording_twice = Одна и та же запись стоит дважды в «{ $language }»: оставьте одну.
finding-recording_transcript_missing = Запись { $number } в «{ $language }» не расшифрована: добавьте, что в ней говорится, для тех, кто рецензирует и проверяет.

# --- хранилище файлов
finding-media_bytes_missing = В хранилище файлов нет содержимого файла { $hash }: его возвращает из копии тот, кто обслуживает систему, или загрузите файл снова.
finding-media_bytes_damaged = Содержимое файла { $hash } в хранилище изменено и не показывается: его возвращает из копии тот, кто обслуживает систему, или загрузите файл снова.
finding-author_filter_hidden = Вы проводите анонимную экспертизу, поэтому списки не отбираются по автору: уберите автора или запросите свои задания словом «me».
finding-set_item_twice = Задание { $value } стоит в наборе дважды: оставьте его один раз.

# --- сравнение групп
finding-study_codes_not_rising = Код { $value } не больше предыдущего ({ $before }): уровни идут от низшего, и коды растут.
finding-study_counts_or_sittings = Измерение задаётся либо числом учеников по уровням, либо проведениями: укажите одно из двух.
finding-study_measurement_missing = У группы «{ $group }» нет измерения «{ $value }»: добавьте его или уберите измерение из исследования.
finding-study_group_too_small = Учтено учеников: { $count }. Чтобы сравнивать, в группе нужно не меньше двух.
finding-study_named_twice = Название «{ $value }» стоит дважды: оставьте его один раз.
finding-study_result_off_scale = В результатах этого проведения есть уровень «{ $value }», которого нет в шкале исследования ({ $allowed }): добавьте его или выберите другие проведения.
finding-study_pupils_twice = В измерении «{ $at }» ученики этого проведения уже учтены: { $count } из «{ $other }» стоят в «{ $group }». Каждый ученик считается в измерении один раз.
finding-study_nothing_varies = В измерении «{ $at }» в группе «{ $group }» и в контрольной группе ученики внутри группы не отличаются друг от друга: проверять не по чему.
finding-published_percent_not_whole = Проценты дают в сумме { $sum }, и округление этого не объясняет: один из них неверен или пропущен.
finding-published_mean_contradicts_percent = Опубликованное среднее { $mean } не следует из опубликованных процентов: они дают { $implied }. Одно из двух неверно.
finding-published_differs_from_counts = Опубликовано { $published }, а подсчёт даёт { $counted }.
finding-published_levels_exchanged = Похоже, проценты уровней «{ $first }» и «{ $second }» стоят на месте друг друга: если их поменять, они сходятся с подсчётом и со средним.
report-level = Уровень
report-cohorts-description = Столбцы показывают для каждого уровня, какая доля каждой группы на нём находится; числа стоят рядом со столбцами.
report-cohorts-axis = доля учеников группы, %
report-school = Школа
report-schools-description = Каждая точка — школа: чем правее, тем больше результатов. Между внутренними линиями лежат 95 % школ, которые не отличаются от всех, между внешними — 99,8 %; школы за их пределами названы.
report-schools-axis = Качество, % результатов
report-schools-size = Результатов
report-grade-description = Столбцы показывают, сколько учеников находится на каждом уровне.
report-grade-axis = доля оценённых учеников, %
finding-report_forms_differ = Проведение — по другой форме, чем первое: задания сравниваются в пределах одной формы. Берите по одной форме.
finding-report_policies_differ = Проведение оценивается по другой политике, чем первое: уровни считаются по одной политике. Берите по одной политике.
report-growth-class = класс
report-growth-description = Каждая точка — проведение; линии соединяют проведения одного вида на одной шкале. Рядом с учеником показан класс.
report-growth-axis = процент от максимума
report-growth-day = Дата
