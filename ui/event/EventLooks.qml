// How the projector looks, all of it at once.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

ScrollPane {
    id: looks

    required property var event
    required property var texts
    readonly property var families: [texts.event_look_font_usual].concat(event.families)
    readonly property var languageLabels: [texts.event_look_language_none]
        .concat(event.languages.map(language => language.label))
    readonly property var languageCodes: [""].concat(event.languages.map(language => language.code))

    contentHeight: rows.implicitHeight + 2 * Theme.gap

    component Named: RowLayout {
        property alias label: name.text

        Layout.fillWidth: true
        spacing: Theme.gapSmall

        Text {
            id: name
            textFormat: Text.PlainText
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            font.pixelSize: Theme.sizeBody
            color: Theme.text
        }
    }

    component Number: EventNumber {
        Layout.fillWidth: true
        event: looks.event
        texts: looks.texts
    }

    component Colour: EventColour {
        Layout.fillWidth: true
        event: looks.event
        texts: looks.texts
    }

    component Language: Chooser {
        required property string name

        implicitWidth: 300
        label: looks.texts["event_look_" + name]
        model: looks.languageLabels
        chosen: looks.languageCodes.indexOf(looks.event.look[name])
        onActivated: index => looks.event.change(name, looks.languageCodes[index])
    }

    ColumnLayout {
        id: rows
        x: Theme.gap
        y: Theme.gap
        width: looks.width - 2 * Theme.gap - 16 // beside the scroll bar
        spacing: Theme.gapSmall + 2

        Number { name: "lines"; unit: looks.texts.event_unit_lines }
        Number { name: "size"; unit: looks.texts.event_unit_px }
        EventChoice {
            Layout.fillWidth: true
            event: looks.event
            texts: looks.texts
            name: "position"
            values: ["bottom", "full"]
        }
        EventChoice {
            Layout.fillWidth: true
            event: looks.event
            texts: looks.texts
            name: "background"
            values: ["solid", "chroma", "transparent"]
        }
        Named {
            label: looks.texts.event_look_language_1
            Language { objectName: "eventLanguage1"; name: "language_1" }
        }
        Named {
            label: looks.texts.event_look_language_2
            Language { objectName: "eventLanguage2"; name: "language_2" }
        }
        Colour { name: "text_colour" }
        Colour { name: "outline_colour" }
        Colour { name: "background_colour" }
        Number { name: "outline"; unit: looks.texts.event_unit_px }
        Number { name: "margin"; unit: looks.texts.event_unit_percent }
        Number { name: "min_seconds"; unit: looks.texts.event_unit_seconds }
        Named {
            label: looks.texts.event_look_font
            Chooser {
                objectName: "eventFont"
                implicitWidth: 300
                label: looks.texts.event_look_font
                model: looks.families
                chosen: Math.max(0, looks.families.indexOf(looks.event.look.font))
                onActivated: index => looks.event.change("font", index > 0 ? looks.families[index] : "")
            }
        }
    }
}
