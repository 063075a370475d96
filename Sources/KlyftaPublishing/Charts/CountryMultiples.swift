import KlyftaDivide
import KlyftaModel

/// Countries beside one another on one scale and over the same periods: a small equiplot each, never two axes.
struct CountryMultiples {
    private let countries: [Subject.CountryProfiles]
    private let form: ReaderForm
    private static let (left, right, top, rowHeight, space) = (76.0, 704.0, 92.0, 26.0, 56.0)

    /// How many periods are drawn: the newest; the table beside has all.
    static let atMost = 10

    init(_ countries: [Subject.CountryProfiles], _ form: ReaderForm) {
        (self.countries, self.form) = (countries, form)
    }

    /// The periods in which a country has figures, the newest ones.
    private var periods: [Period] {
        Array(Set(countries.flatMap { $0.profiles.map(\.period) }).sorted().suffix(Self.atMost))
    }

    /// The drawing; `nil` where fewer than two countries have a number in these periods.
    func drawn(_ id: String, title: String) -> Markup? {
        let periods = periods
        let means = countries.map { country in
            periods.map { period in country.profiles.first { $0.period == period }?.rows.map(\.mean.value) ?? [] }
        }
        let values = means.flatMap { $0.flatMap { $0.compactMap(\.self) } }
        guard let unit = countries.first?.indicator.unit,
            means.count(where: { $0.contains { $0.contains { $0 != nil } } }) > 1
        else { return nil }
        let bottom = Self.top + Double(periods.count - 1) * Self.rowHeight
        let width = (Self.right - Self.left - Self.space * Double(countries.count - 1)) / Double(countries.count)
        let names = periods.enumerated().map { place, period in
            Canvas.text(period.description, Self.left - 16, Self.top + Double(place) * Self.rowHeight + 5, "t e")
        }
        let panels = countries.indices.flatMap { place in
            let from = Self.left + Double(place) * (width + Self.space)
            let axis = Axis(
                holding: values, between: from, and: from + width, atMost: unit == .percent ? 100 : nil, divided: 3)
            return panel(countries[place], means[place], axis, bottom, unit)
        }
        let classes = countries.first?.profiles.last?.rows.map(\.sizeClass) ?? []
        return Canvas(width: 720, height: bottom + 58).picture(
            id, title: title, description: description,
            Canvas.legend(classes, from: Self.left, form) + names + panels)
    }

    private var description: String {
        form.pick(
            "Ett fält per land, alla på samma skala. En rad per period, äldst överst; ett märke per storleksklass.",
            "Ett felt per land, alle på samme skala. Én rad per periode, eldst øverst; ett merke per størrelsesklasse.",
            "One panel a country, all on the same scale. One row a period, the oldest on top; one mark a size class.")
    }

    private func panel(
        _ country: Subject.CountryProfiles, _ means: [[Double?]], _ axis: Axis, _ bottom: Double, _ unit: Indicator.Unit
    ) -> [Markup] {
        let rows = means.enumerated().flatMap { place, means in
            Canvas.spread(means, axis, Self.top + Double(place) * Self.rowHeight)
        }
        return [Canvas.text(form.country(country.country), axis.from, Self.top - 22, "t b")]
            + Canvas.grid(axis, from: Self.top - 14, to: bottom + 14, unit, form) + rows
    }
}
