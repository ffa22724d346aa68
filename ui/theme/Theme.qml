// Colours and measures of the whole window. Every text colour has a contrast of at least 4.5:1 on
// each background it is used on (tests/desktop/test_theme.py computes it for every palette).
pragma Singleton
import QtQuick

QtObject {
    property string name: "light"
    property bool motion: true // false: nothing moves that need not
    property var faces: ({}) // the typeface of each language that has one of its own

    // The family to set a text of that language in: Han characters differ between languages.
    function face(tag: string): string {
        return faces[tag] ?? Qt.application.font.family
    }

    readonly property var palettes: ({
        "light": {
            "background": "#f6f7f9", "surface": "#ffffff", "outline": "#d8dde4",
            "controlBorder": "#74808d", "control": "#ffffff", "controlHover": "#eaf0f7",
            "text": "#141c26", "textUnstable": "#5d6976", "textMuted": "#4b5765",
            "unsure": "#8a4b00", "accent": "#0b57a4", "accentHover": "#08437f", "accentInk": "#ffffff",
            "stop": "#a8201a", "stopHover": "#831712", "stopInk": "#ffffff",
            "focus": "#0b57a4", "meter": "#1b7f4b", "meterTrack": "#e1e6ec",
            "stateIdle": "#6b7785", "stateBusy": "#986000", "stateLive": "#1b7f4b", "stateFault": "#a8201a",
            "noteBackground": "#e4eefb", "noteInk": "#12304f", "noteBorder": "#3f74ad",
            "warningBackground": "#fff1cc", "warningInk": "#4a3300", "warningBorder": "#a66a00",
            "faultBackground": "#fde5e3", "faultInk": "#6a110c", "faultBorder": "#a8201a"
        },
        "dark": {
            "background": "#10151b", "surface": "#19212a", "outline": "#2e3945",
            "controlBorder": "#7d8b9a", "control": "#212b36", "controlHover": "#2e3b49",
            "text": "#f2f5f8", "textUnstable": "#98a5b3", "textMuted": "#b6c1cd",
            "unsure": "#f3bd57", "accent": "#8cc1ff", "accentHover": "#b5d7ff", "accentInk": "#06203c",
            "stop": "#ffaba3", "stopHover": "#ffc9c4", "stopInk": "#460906",
            "focus": "#8cc1ff", "meter": "#6fd49c", "meterTrack": "#2e3945",
            "stateIdle": "#98a5b3", "stateBusy": "#f3bd57", "stateLive": "#6fd49c", "stateFault": "#ffaba3",
            "noteBackground": "#1b3350", "noteInk": "#dcebff", "noteBorder": "#6ea3dd",
            "warningBackground": "#40300b", "warningInk": "#ffe3a6", "warningBorder": "#d99f34",
            "faultBackground": "#4b1815", "faultInk": "#ffdad6", "faultBorder": "#ff897d"
        },
        "high-contrast": {
            "background": "#000000", "surface": "#000000", "outline": "#ffffff",
            "controlBorder": "#ffffff", "control": "#000000", "controlHover": "#3a3a3a",
            "text": "#ffffff", "textUnstable": "#a8a8a8", "textMuted": "#ffffff",
            "unsure": "#ffb35c", "accent": "#ffe100", "accentHover": "#fff17a", "accentInk": "#000000",
            "stop": "#ffffff", "stopHover": "#d6d6d6", "stopInk": "#000000",
            "focus": "#00e5ff", "meter": "#ffe100", "meterTrack": "#3a3a3a",
            "stateIdle": "#ffffff", "stateBusy": "#ffe100", "stateLive": "#3dff8f", "stateFault": "#ff9d94",
            "noteBackground": "#000000", "noteInk": "#ffffff", "noteBorder": "#ffffff",
            "warningBackground": "#000000", "warningInk": "#ffe100", "warningBorder": "#ffe100",
            "faultBackground": "#000000", "faultInk": "#ffffff", "faultBorder": "#ff9d94"
        },
        // Sun on the screen: nothing but white and the darkest inks can be told apart.
        "bright": {
            "background": "#ffffff", "surface": "#ffffff", "outline": "#3d4651",
            "controlBorder": "#1c2530", "control": "#ffffff", "controlHover": "#e3e8ee",
            "text": "#000000", "textUnstable": "#52575d", "textMuted": "#20262d",
            "unsure": "#6b3400", "accent": "#00346b", "accentHover": "#001f42", "accentInk": "#ffffff",
            "stop": "#7d0d08", "stopHover": "#550704", "stopInk": "#ffffff",
            "focus": "#00346b", "meter": "#00502a", "meterTrack": "#d3dae1",
            "stateIdle": "#3d4651", "stateBusy": "#6b4300", "stateLive": "#00502a", "stateFault": "#7d0d08",
            "noteBackground": "#ffffff", "noteInk": "#00264d", "noteBorder": "#00346b",
            "warningBackground": "#ffe680", "warningInk": "#2b1d00", "warningBorder": "#4a3000",
            "faultBackground": "#ffffff", "faultInk": "#5c0703", "faultBorder": "#7d0d08"
        }
    })
    readonly property var now: palettes[name]

    readonly property color background: now.background
    readonly property color surface: now.surface
    readonly property color outline: now.outline
    readonly property color controlBorder: now.controlBorder
    readonly property color control: now.control
    readonly property color controlHover: now.controlHover
    readonly property color text: now.text
    readonly property color textUnstable: now.textUnstable
    readonly property color textMuted: now.textMuted
    readonly property color unsure: now.unsure
    readonly property color accent: now.accent
    readonly property color accentHover: now.accentHover
    readonly property color accentInk: now.accentInk
    readonly property color stop: now.stop
    readonly property color stopHover: now.stopHover
    readonly property color stopInk: now.stopInk
    readonly property color focus: now.focus
    readonly property color meter: now.meter
    readonly property color meterTrack: now.meterTrack
    readonly property color stateIdle: now.stateIdle
    readonly property color stateBusy: now.stateBusy
    readonly property color stateLive: now.stateLive
    readonly property color stateFault: now.stateFault
    readonly property color noteBackground: now.noteBackground
    readonly property color noteInk: now.noteInk
    readonly property color noteBorder: now.noteBorder
    readonly property color warningBackground: now.warningBackground
    readonly property color warningInk: now.warningInk
    readonly property color warningBorder: now.warningBorder
    readonly property color faultBackground: now.faultBackground
    readonly property color faultInk: now.faultInk
    readonly property color faultBorder: now.faultBorder

    // Paper is white in every theme: what is written by hand is seen by both sides alike.
    readonly property color paper: "#ffffff"
    readonly property color penInk: "#141c26"

    // What the projector can have, whatever the theme: its picture is laid over other pictures.
    readonly property var projectorColours: ({
        "white": "#ffffff", "yellow": "#ffe100", "cyan": "#9be7ff", "black": "#000000",
        "navy": "#0b2545", "green": "#00b140", "blue": "#0047bb"
    })

    // Little room, because the screen is small or scaled up: everything stays, closer together.
    property bool compact: false

    // One scale of spaces and sizes, in pixels.
    readonly property int gapSmall: compact ? 6 : 8
    readonly property int gap: compact ? 10 : 16
    readonly property int gapLarge: compact ? 14 : 24
    readonly property int radius: 10
    readonly property int target: compact ? 40 : 48        // height of anything to press
    readonly property int targetLarge: compact ? 46 : 76   // start and stop
    readonly property int targetBar: compact ? 50 : 68     // in a bar of two-line buttons
    readonly property int bar: compact ? 54 : 72           // the height of the bar at the top
    readonly property int sizeSmall: compact ? 14 : 15
    readonly property int sizeBody: compact ? 16 : 18
    readonly property int sizeLarge: compact ? 18 : 22
    readonly property int sizeStart: compact ? 21 : 28
    readonly property int focusWidth: 3
}
