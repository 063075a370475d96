/// What every view and every column that analysts ask means, as it is laid down beside it in the database.
enum AnalystComments {
    static let sql = SchemaComments.sql(of: figures + results + alerts, "VIEW")

    private static let figures = """
        observation: A figure by municipality in a vintage of a source: its value, or why there is none
          source: Whose figures they are
          vintage: Which edition of the figures: the SHA-256 of its content, so the same figures are the same vintage
          indicator: What is measured; the view indicator tells its title, unit, direction and whom to name
          period: What the figure speaks of, such as 2024 or 2024-Q1
          municipality: Country and code, such as NO-0301
          value: The value in the unit of the indicator; null where there is none, which is not zero
          absence: Why there is no value: missing, suppressed or not-applicable; null where there is one
          country: The country of the municipality, such as NO
          code: The municipality's code in its country, a text: 0301 keeps its zero
          taken_at: When Klyfta took the vintage in
        standing_observation: The figures by municipality of the vintage of each source that stands
          source: Whose figures they are
          vintage: Which edition of the figures
          indicator: What is measured
          period: What the figure speaks of
          municipality: Country and code, such as NO-0301
          value: The value in the unit of the indicator; null where there is none, which is not zero
          absence: Why there is no value: missing, suppressed or not-applicable
          country: The country of the municipality
          code: The municipality's code in its country, a text
          taken_at: When Klyfta took the vintage in
        vintage: An edition of the figures of a source
          source: Whose figures they are
          vintage: The SHA-256 of its content
          taken_at: When Klyfta took it in
          adopted_at: When it last came to stand; a revision that was taken back lets an older vintage stand again
          stands: Whether it is the one of its source that stands now
        indicator: What is measured, as a vintage tells it
          source: Whose figures they are
          vintage: Which edition of the figures
          indicator: Its name, such as skl.N07900
          title_sv: What it is called in Swedish
          title_nb: What it is called in Norwegian
          title_en: What it is called in English
          unit: What its values are counted in
          direction: Which end is the good one: higher-is-better, lower-is-better or neutral
          nature: Where its values come from: register, survey or ordinal
          concept: What it shares with indicators of other sources; null where nobody declared any
          breaks: From which periods on its figures cannot be compared with those before, and why, as JSON
          attribution_raw: Whom to name beside the raw values
          attribution_derived: Whom to name beside what was derived from them
        population: The inhabitants of a municipality on a day
          source: Whose figures they are
          vintage: Which edition of the figures
          day: The day
          municipality: Country and code
          inhabitants: How many there were
        municipality_name: What a municipality is called
          source: Whose list it is
          vintage: Which edition of the list
          municipality: Country and code
          name: Its name
          valid_from: The first day of the name; null if always
          valid_to: The last day of the name; null if it is still in use
        published_figure: A figure that an office published for a group of municipalities
          source: Whose figures they are
          vintage: Which edition of the figures
          indicator: What is measured
          period: What the figure speaks of
          id: Its own name
          kind: What forms the group, such as size
          group_label: The office's word for the group
          inhabitants_from: The least population of the group; null if there is no least
          inhabitants_to: The largest population of the group; null if there is no largest
          value: The value; null where the office gives words only
          words: The office's words
          n: How many answered, where that is told
          of_all: How many there are in all, where that is told
          denominator: What the value is a share of
          weight: What counts once in it: municipality or inhabitant
          printed_in: Where the office printed it

        """

    /// The numbers that standings and events share.
    private static let numbers = """
          unit: What the indicator is counted in
          direction: Which end is the good one
          weight: What counts once in a value: municipality or inhabitant
          membership: Which population forms the groups: current, fixed:PERIOD or published
          low_class: The group of smaller municipalities
          high_class: The group of larger municipalities
          measure: The measure of all municipalities, if one is watched instead of a gap
          low: The raw value of the smaller ones
          high: The raw value of the larger ones
          difference: The gap: above 0 the smaller ones are worse off, whichever end is the good one
          n_low: How many municipalities or respondents low rests on
          of_low: How many there are in all in that group
          n_high: How many municipalities or respondents high rests on
          of_high: How many there are in all in that group
          then_period: The period it is compared with; null for a level
          then_difference: The gap in that period
          condition: level, widened or reversed
          measured: What was held against the threshold
          threshold: The threshold
          for_periods: In how many periods running it had to hold
        """

    private static let standing = """
          round: The round
          computed_at: When the round was written down
          rule: The rule
          alert: The alert's name
          indicator: What the rule watches
          severity: info, warning or critical
          state: inactive, pending, firing, recovering, resolved or retracted
          since: The period in which that state began
          period: The last period the rule looked at
          verdict: assessed, not-assessable or no-figures; a quiet rule and a blind one are not the same
          obstacle: Why there is no verdict
        \(numbers)
          test: What the test of the last period said, for a rule that rests on one
          provisional: Whether the figures may still be revised
          message: The last verdict in a sentence
          attribution: Whom to name beside the figures
        """

    private static let results = """
        rule_standing: Where a rule stood after a round, and the numbers it came to: the gap of the period it last looked at
        \(standing)
        current_rule_standing: Where each rule stands: rule_standing of the last round
        \(standing)
        tested_change: A test whether a gap changed, made once for each rule, pair of periods and content of the figures
          seq: Its place in the order of all tests
          tested_at: When its round was written down
          rule: The rule
          baseline: The earlier period
          period: The later period
          before: The gap in the earlier period
          after: The gap in the later period
          change: By how much it changed
          lower: The lower bound of the change; null where there is none
          upper: The upper bound of the change; null where there is none
          confidence: The confidence of the bounds, such as 0.95
          p: The probability of such a change by chance alone
          adjusted: p adjusted for the tests made together; null for a test alone
          family: The tests it was made together with; null for a test alone
          family_size: How many these are
          false_discovery: The share of false alarms that was accepted
          method: How p was adjusted
          state: quiet, watch, signal, alert, disputed or not-comparable
          inference: What chance there is: finite where all were counted, and so on
          key: Its name: rule, what it asked, content of both periods
          revises: The test of the same change on figures that were revised since; null if it is the first

        """

    private static let alerts = """
        alert_event: Something that happened to an alert; alerts on sources and deliveries have no numbers
          seq: Its place in the order of all events, without gaps
          id: Its own name
          told_at: When it was written down
          kind: fired, amended, resolved, retracted or restated
          reason: Why it is told: new-period, history, revision, rule-changed or rule-removed
          alert: The alert's name, the same for all its events
          episode: Which stretch from firing to its end it belongs to, from 1
          rule: The rule
          severity: info, warning or critical
          period: The period it speaks of
          indicator: What is measured
        \(numbers)
          provisional: Whether the figures may still be revised
          message: What happened, in a sentence
          attribution: Whom to name beside the figures
          vintage: The vintage of the figures it rests on
          announced: Whether people were told; false for what lay in the past when Klyfta first looked
        alert_episode: An alert from its firing to its end
          alert: The alert's name
          episode: Counted from 1 for each alert
          rule: The rule
          indicator: What is measured
          severity: The severity that was told last
          fired_in: The period in which it fired
          fired_at: When that was written down
          ended_by: resolved, or retracted if the figures it rested on were revised away; null while it is open
          ended_in: The period in which it ended
          ended_at: When that was written down
          is_open: Whether it has not ended
          difference: The gap that was told last
          measured: What was held against the threshold, as it was told last
          message: What was told last, before its end
          announced: Whether people were told anything of it
        """
}
