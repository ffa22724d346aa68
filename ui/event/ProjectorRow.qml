// One line on the projector: who speaks, where that changed; the caption; its translations.
pragma ComponentBehavior: Bound
import QtQuick

Item {
    id: row

    required property var look
    required property string settledText
    required property string openText
    required property string speaker
    required property var translations
    required property bool leaving
    property bool motion: false
    property bool placed: false
    property int moveTime: 350

    implicitHeight: lines.implicitHeight
    height: implicitHeight
    opacity: leaving ? 0 : 1

    Accessible.role: Accessible.StaticText
    Accessible.name: row.settledText + row.openText

    Behavior on y {
        enabled: row.motion && row.placed
        NumberAnimation { duration: row.moveTime; easing.type: Easing.OutCubic }
    }
    Behavior on opacity {
        enabled: row.motion
        NumberAnimation { duration: row.moveTime }
    }

    component Words: OutlinedText {
        width: lines.width
        family: row.look.family
        size: row.look.smallSize
        lineHeight: row.look.lineHeight
        ink: row.look.text_colour
        rim: row.look.outline_colour
        rimWidth: Math.ceil(row.look.outline * 0.7)
    }

    Column {
        id: lines
        width: row.width

        // A thin rule and the name: a change that is seen without being read.
        Item {
            width: lines.width
            height: Math.round(row.look.smallSize * row.look.lineHeight)
            visible: row.speaker !== ""

            Words {
                id: name
                settledText: row.speaker
                width: implicitWidth
                weight: Font.Bold
            }

            Rectangle {
                x: name.width + row.look.smallSize / 2
                y: (parent.height - height) / 2
                width: lines.width - x
                height: 2 + 2 * row.look.outline / 3
                color: row.look.text_colour
                border.width: row.look.outline / 3
                border.color: row.look.outline_colour
                opacity: 0.9
            }
        }

        Words {
            objectName: "projectedText"
            settledText: row.settledText
            openText: row.openText
            size: row.look.size
            rimWidth: row.look.outline
            visible: row.settledText + row.openText !== "" // a late translation stands alone
        }

        Repeater {
            model: row.look.languages.length

            // Its place is kept while there is no translation, so that nothing jumps.
            Words {
                required property int index

                objectName: "projectedTranslation"
                settledText: row.translations[index] ?? ""
                family: row.look.faces[index] || row.look.family
                weight: Font.Medium
                wrapMode: Text.Wrap
            }
        }
    }
}
