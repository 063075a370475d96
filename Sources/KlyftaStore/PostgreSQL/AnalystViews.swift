/// The views that analysts ask: figures, results and alerts as rows, under names that do not change. A column may come, behind
/// the others; none goes, is renamed, or changes its meaning.
enum AnalystViews {
    /// Their statements.
    static let sql = figures + facts + results + alerts

    /// Every observation of every vintage, and those of the vintages that stand.
    private static let figures = """
        CREATE INDEX release_line_by_line ON release_line (line);
        CREATE OR REPLACE VIEW observation AS
            SELECT release.source, release.vintage, sheet.indicator, sheet.period, town.municipality, town.value,
                CASE get_byte(sheet.states, town.place::integer - 1)
                    WHEN 2 THEN 'missing' WHEN 4 THEN 'suppressed' WHEN 6 THEN 'not-applicable' END AS absence,
                split_part(town.municipality, '-', 1) AS country,
                substr(town.municipality, strpos(town.municipality, '-') + 1) AS code,
                to_timestamp(release.committed_at / 1000.0) AS taken_at
            FROM release JOIN release_line ON release_line.release = release.id
                JOIN sheet ON sheet.line = release_line.line JOIN roster ON roster.id = sheet.roster
                CROSS JOIN LATERAL unnest(string_to_array(roster.municipalities, ' '), sheet.figures)
                    WITH ORDINALITY AS town (municipality, value, place)
            WHERE sheet.states IS NULL OR get_byte(sheet.states, town.place::integer - 1) <> 0;
        CREATE OR REPLACE VIEW standing_observation AS
            SELECT observation.* FROM observation JOIN (
                SELECT DISTINCT ON (adoption.source) adoption.source, vintage FROM adoption
                JOIN release ON release.id = adoption.release ORDER BY adoption.source, seq DESC) AS standing
                USING (source, vintage);
        CREATE VIEW vintage AS
            SELECT source, vintage, to_timestamp(committed_at / 1000.0) AS taken_at,
                (SELECT to_timestamp(max(adoption.committed_at) / 1000.0) FROM adoption
                    WHERE adoption.release = release.id) AS adopted_at,
                release.id = (SELECT adoption.release FROM adoption WHERE adoption.source = release.source
                    ORDER BY seq DESC LIMIT 1) AS stands
            FROM release;

        """

    /// What else a vintage says. Such a line is a JSON object with one key.
    private static func facts(_ key: String) -> String {
        """
        (SELECT release.source, release.vintage, line.text::json -> '\(key)' AS fact
            FROM release JOIN release_line ON release_line.release = release.id
                JOIN line ON line.id = release_line.line WHERE line.text LIKE '{"\(key)":%') AS facts
        """
    }

    private static let facts = """
        CREATE VIEW indicator AS
            SELECT source, vintage, (fact ->> 'id')::word AS indicator, fact -> 'title' ->> 'sv' AS title_sv,
                fact -> 'title' ->> 'nb' AS title_nb, fact -> 'title' ->> 'en' AS title_en, fact ->> 'unit' AS unit,
                fact ->> 'direction' AS direction, fact ->> 'nature' AS nature, fact ->> 'concept' AS concept,
                fact -> 'breaks' AS breaks, fact -> 'attribution' ->> 'raw' AS attribution_raw,
                fact -> 'attribution' ->> 'derived' AS attribution_derived
            FROM \(facts("indicator"));
        CREATE VIEW population AS
            SELECT source, vintage, (fact ->> 'day')::date AS day, town.municipality::word AS municipality,
                town.inhabitants::bigint AS inhabitants
            FROM \(facts("populations"))
                CROSS JOIN LATERAL json_each_text(fact -> 'inhabitants') AS town (municipality, inhabitants);
        CREATE VIEW municipality_name AS
            SELECT source, vintage, (fact ->> 'municipality')::word AS municipality, fact ->> 'name' AS name,
                (fact ->> 'from')::date AS valid_from, (fact ->> 'to')::date AS valid_to
            FROM \(facts("name"));
        CREATE VIEW published_figure AS
            SELECT source, vintage, (fact ->> 'indicator')::word AS indicator, (fact ->> 'period')::word AS period,
                (fact ->> 'id')::word AS id, fact ->> 'kind' AS kind, fact ->> 'group' AS group_label,
                (fact ->> 'from')::bigint AS inhabitants_from, (fact ->> 'to')::bigint AS inhabitants_to,
                (fact ->> 'value')::double precision AS value, fact ->> 'words' AS words, (fact ->> 'n')::bigint AS n,
                (fact ->> 'of')::bigint AS of_all, fact ->> 'denominator' AS denominator, fact ->> 'weight' AS weight,
                fact ->> 'source' AS printed_in
            FROM \(facts("published"));

        """

    /// The numbers of a standing or an event, under the names that they have in the files of alerts.
    private static let numbers = """
        numbers ->> 'unit' AS unit, numbers ->> 'direction' AS direction, numbers ->> 'weight' AS weight,
                numbers ->> 'membership' AS membership, numbers ->> 'low_class' AS low_class,
                numbers ->> 'high_class' AS high_class, numbers ->> 'measure' AS measure,
                (numbers -> 'now' ->> 'low')::double precision AS low,
                (numbers -> 'now' ->> 'high')::double precision AS high,
                (numbers -> 'now' ->> 'gap')::double precision AS difference,
                (numbers -> 'now' ->> 'n_low')::bigint AS n_low, (numbers -> 'now' ->> 'of_low')::bigint AS of_low,
                (numbers -> 'now' ->> 'n_high')::bigint AS n_high, (numbers -> 'now' ->> 'of_high')::bigint AS of_high,
                (numbers -> 'then' ->> 'period')::word AS then_period,
                (numbers -> 'then' ->> 'gap')::double precision AS then_difference,
                numbers ->> 'condition' AS condition, (numbers ->> 'measured')::double precision AS measured,
                (numbers ->> 'threshold')::double precision AS threshold,
                (numbers ->> 'for_periods')::bigint AS for_periods
        """

    /// What rounds came to.
    private static let results = """
        CREATE VIEW rule_standing AS
            SELECT round, computed_at, (fact ->> 'rule')::word AS rule, (fact ->> 'alert')::word AS alert,
                (fact ->> 'indicator')::word AS indicator, fact ->> 'severity' AS severity, fact ->> 'state' AS state,
                (fact ->> 'since')::word AS since, (fact ->> 'period')::word AS period, fact ->> 'verdict' AS verdict,
                fact ->> 'obstacle' AS obstacle, \(numbers),
                fact ->> 'test' AS test, coalesce((fact ->> 'provisional')::boolean, false) AS provisional,
                fact ->> 'message' AS message, fact ->> 'attribution' AS attribution
            FROM (SELECT round.seq AS round, to_timestamp(round.committed_at / 1000.0) AS computed_at, fact,
                    fact -> 'numbers' AS numbers
                FROM round CROSS JOIN LATERAL json_array_elements(round.standings::json) AS fact) AS standings;
        CREATE VIEW current_rule_standing AS
            SELECT * FROM rule_standing WHERE round = (SELECT max(seq) FROM round);
        CREATE VIEW tested_change AS
            SELECT test.seq, to_timestamp(round.committed_at / 1000.0) AS tested_at, test.rule, test.baseline, test.period,
                (numbers ->> 'before')::double precision AS before, (numbers ->> 'after')::double precision AS after,
                (numbers ->> 'change')::double precision AS change,
                (numbers ->> 'lower')::double precision AS lower, (numbers ->> 'upper')::double precision AS upper,
                (numbers ->> 'confidence')::double precision AS confidence, test.p, test.adjusted, test.family,
                test.family_size, test.false_discovery, test.method, test.state, numbers ->> 'inference' AS inference,
                test.key, test.revises
            FROM (SELECT seq, round, rule, baseline, period, p, adjusted, family, family_size, false_discovery, method, state,
                    key, revises, numbers::json AS numbers FROM test) AS test
                JOIN round ON round.seq = test.round;

        """

    /// What happened to alerts.
    private static let alerts = """
        CREATE VIEW alert_event AS
            SELECT seq, id, told_at, kind, reason, alert, episode, rule, severity, period, indicator, \(numbers),
                provisional, message, attribution, vintage, announced
            FROM (SELECT event.seq, event.id, to_timestamp(round.committed_at / 1000.0) AS told_at, event.kind,
                    record ->> 'reason' AS reason, event.alert, event.episode, event.rule, record ->> 'severity' AS severity,
                    event.period, (record -> 'numbers' ->> 'indicator')::word AS indicator, record -> 'numbers' AS numbers,
                    coalesce((record ->> 'provisional')::boolean, false) AS provisional, record ->> 'message' AS message,
                    record ->> 'attribution' AS attribution, (record ->> 'vintage')::word AS vintage, event.announced
                FROM event JOIN round ON round.seq = event.round) AS events;
        CREATE VIEW alert_episode AS
            SELECT fired.alert, fired.episode, fired.rule, fired.indicator, last.severity, fired.period AS fired_in,
                fired.told_at AS fired_at, ended.kind AS ended_by, ended.period AS ended_in, ended.told_at AS ended_at,
                ended.seq IS NULL AS is_open, last.difference, last.measured, last.message,
                coalesce(all_of_it.announced, false) AS announced
            FROM (SELECT DISTINCT ON (alert, episode) * FROM alert_event WHERE kind = 'fired'
                    ORDER BY alert, episode, seq) AS fired
                LEFT JOIN (SELECT DISTINCT ON (alert, episode) * FROM alert_event
                    WHERE kind IN ('resolved', 'retracted') ORDER BY alert, episode, seq) AS ended
                    USING (alert, episode)
                LEFT JOIN (SELECT DISTINCT ON (alert, episode) * FROM alert_event
                    WHERE kind NOT IN ('resolved', 'retracted') ORDER BY alert, episode, seq DESC) AS last
                    USING (alert, episode)
                LEFT JOIN (SELECT alert, episode, bool_or(announced) AS announced FROM event
                    GROUP BY alert, episode) AS all_of_it USING (alert, episode);
        """
}
