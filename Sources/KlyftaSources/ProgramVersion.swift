/// Which Klyfta this is.
public enum ProgramVersion {
    /// Its version, as offices and operators see it.
    public static let text = "0.1.0"
}
