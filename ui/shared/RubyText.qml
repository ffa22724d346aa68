// A caption with furigana. A line may break between any two pieces.
pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

Flow {
    id: flow

    required property var pieces // of "text" and "ruby"
    property int fontSize: 40

    Repeater {
        model: flow.pieces

        Item {
            id: cell

            required property var modelData

            width: Math.max(base.implicitWidth, above.implicitWidth)
            height: Math.round(1.75 * flow.fontSize)

            Text {
                id: above
                anchors.horizontalCenter: parent.horizontalCenter
                text: cell.modelData.ruby
                textFormat: Text.PlainText
                font.pixelSize: Math.max(12, Math.round(0.42 * flow.fontSize))
                color: Theme.textMuted
            }

            Text {
                id: base
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.bottom: parent.bottom
                text: cell.modelData.text
                textFormat: Text.PlainText
                font.pixelSize: flow.fontSize
                font.weight: Font.Medium
                color: Theme.text
            }
        }
    }
}
