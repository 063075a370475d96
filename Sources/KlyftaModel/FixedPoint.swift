extension Double {
    /// The number with a fixed number of decimals and a decimal point, for people; data are printed in full.
    ///
    /// Rounds half away from zero. A number that rounds to zero has no minus sign.
    /// - Parameter decimals: 0 to 9.
    package func fixed(_ decimals: Int) -> String {
        guard isFinite, magnitude < 1e9 else { return String(self) }
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = Int((magnitude * scale).rounded())
        let sign = self < 0 && scaled > 0 ? "-" : ""
        let whole = scaled / Int(scale)
        return decimals == 0
            ? "\(sign)\(whole)" : "\(sign)\(whole).\((scaled % Int(scale)).padded(to: decimals))"
    }

    /// As ``fixed(_:)``, with a plus sign where it is above zero: for changes.
    package func signed(_ decimals: Int) -> String {
        let text = fixed(decimals)
        return self > 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "+\(text)" : text
    }
}
