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
problem-not_acceptable = Это нельзя выдать в формате, который вы принимаете.
problem-title-conflict = Противоречит сохранённому
problem-conflict = Запрос противоречит сохранённым данным; смотрите ошибки.
problem-title-stale = Кто-то успел раньше
problem-stale = Изменяемая редакция уже не текущая (сейчас { $current }). Прочитайте её снова и повторите изменение.
problem-title-too_large = Слишком большой запрос
problem-too_large = Запрос больше, чем принимает служба.
problem-title-invalid = Ошибки во входных данных
problem-invalid = Замечаний: { $count }; ничего не сохранено. Смотрите ошибки.
problem-title-idempotency_key_reused = Ключ идемпотентности уже использован
problem-idempotency_key_reused = Этот Idempotency-Key использован для другого запроса. Возьмите новый ключ.
problem-title-precondition_missing = Укажите изменяемую редакцию
problem-precondition_missing = Передайте If-Match с прочитанной меткой.
problem-title-internal = Наша ошибка
problem-internal = Что-то сломалось у нас. Запись в журнале — под этим номером запроса.
problem-title-unavailable = Попробуйте ещё раз
problem-unavailable = Служба занята или её база данных не отвечает. Повторите немного позже.
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
finding-subject_choice_missing = Предмет этого компонента выбирает испытуемый: укажите один из { $known }.
finding-subject_not_a_choice = «{ $subject }» не входит в предметы по выбору: { $known }.
finding-subject_is_fixed = Предмет этого компонента — { $known }; «{ $subject }» для него выбрать нельзя.
finding-forms_out_of_range = Число вариантов должно быть от 1 до { $most }.
finding-gap_out_of_range = Допуск должен быть числом от 0 до 1.
finding-guard_out_of_range = Предел времени должен быть числом секунд больше 0.
finding-item_forced_and_blocked = Задание «{ $item }» одновременно обязательное и запрещённое: оставьте его в одном из списков.
finding-forced_item_unknown = Обязательного задания «{ $item }» нет среди кандидатов: проверьте код или уберите его.
finding-forced_item_fits_no_row = Обязательное задание «{ $item }» не подходит ни к одной строке; ближе всего строка «{ $row }», мешает: { $reasons }.
finding-row_short = Строке «{ $row }» нужно заданий: { $need } (вариантов: { $forms }), подходит: { $have } (цели: { $objectives }; типы: { $types }; уровень мышления: { $thinking }; языки: { $languages }). На рецензии: { $in_review }, во всех других фазах вместе: { $in_other_phases }, только на другом языке: { $in_other_languages }. Если отказаться от одного условия «{ $nearest }», добавится { $nearest_count }.
finding-rows_compete = Строки { $rows } претендуют на одни и те же задания: вместе им нужно { $need } (вариантов: { $forms }), разных подходящих заданий { $have }. Добавьте задания к любой из них или просите меньше.
finding-constraints_conflict = При нынешнем банке эти ограничения противоречат друг другу: { $constraints }. Ослабьте одно из них или добавьте задания.{ $minimal ->
        [true] { "" }
       *[other] { " " }Поиск был прерван; возможно, виноваты не все из них.
    }
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
